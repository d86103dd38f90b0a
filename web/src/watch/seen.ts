// Whether a part of the page has been looked at: in view for a while, in a window that is looked at.
import { onMounted, onScopeDispose } from "vue";

const longEnough = 2_000;

// `element`: there when this component is mounted.
export function whenLookedAt(element: () => HTMLElement | null, then: () => void): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver((entries) => {
        clearTimeout(timer);
        if (entries.some((entry) => entry.isIntersecting)) {
            timer = setTimeout(looked, longEnough);
        }
    });
    function looked(): void {
        if (document.hidden) {
            timer = setTimeout(looked, longEnough);
        } else {
            then();
        }
    }
    onMounted(() => {
        const part = element();
        if (part) {
            observer.observe(part);
        }
    });
    onScopeDispose(() => {
        observer.disconnect();
        clearTimeout(timer);
    });
}
