// Mounts a component in the document, with links that lead nowhere.
import { createApp, type Component, nextTick } from "vue";

const apps: { unmount(): void }[] = [];

export function mount(component: Component, props: Record<string, unknown> = {}): HTMLElement {
    const place = document.createElement("div");
    document.body.append(place);
    const app = createApp(component, props);
    app.component("RouterLink", { props: ["to"], render: () => null });
    app.mount(place);
    apps.push(app);
    return place;
}

export function unmountAll(): void {
    apps.splice(0).forEach((app) => app.unmount());
    document.body.innerHTML = "";
    localStorage.clear();
}

// Until what is promised has happened and is shown.
export async function settled(): Promise<void> {
    for (let turn = 0; turn < 20; ++turn) {
        await nextTick();
        await new Promise((resolve) => setTimeout(resolve, 1));
    }
}

export function find<E extends Element = HTMLElement>(selector: string): E {
    const found = document.querySelector<E>(selector);
    if (!found) {
        throw new Error(`nothing is ${selector}`);
    }
    return found;
}

export async function type(selector: string, text: string): Promise<void> {
    const field = find<HTMLInputElement>(selector);
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await settled();
}

export async function press(selector: string): Promise<void> {
    find(selector).click();
    await settled();
}
