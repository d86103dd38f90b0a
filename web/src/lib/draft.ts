// What somebody is typing, kept in this browser until it is sent, so that nothing typed is ever lost. Never used for
// passwords.
import { type Ref, watch } from "vue";

const prefix = "daylight.draft.";

export function keepDraft<T>(name: string, value: Ref<T>): { forget(): void; found: boolean } {
    const place = prefix + name;
    let found = false;
    let off = false;
    try {
        const saved = localStorage.getItem(place);
        if (saved !== null) {
            value.value = JSON.parse(saved) as T;
            found = true;
        }
    } catch {
        localStorage.removeItem(place);
    }
    watch(
        value,
        (now) => {
            if (!off) {
                localStorage.setItem(place, JSON.stringify(now));
            }
        },
        { deep: true },
    );
    return {
        forget() {
            off = true;
            localStorage.removeItem(place);
        },
        found,
    };
}

// One that was kept by a form which is not there any more.
export function forgetDraft(name: string): void {
    localStorage.removeItem(prefix + name);
}
