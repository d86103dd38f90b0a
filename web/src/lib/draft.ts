// What somebody is typing, kept in this browser until it is sent, so that nothing typed is ever lost. Never used for
// passwords. A value of null is nothing to keep.
import { ref, type Ref, watch } from "vue";

const prefix = "daylight.draft.";

export function keepDraft<T>(name: string, value: Ref<T>): { forget(): void; found: boolean; full: Ref<boolean> } {
    const place = prefix + name;
    let found = false;
    let off = false;
    const full = ref(false); // the browser has no room for it
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
            if (off) {
                return;
            }
            if (now === null) {
                localStorage.removeItem(place);
                full.value = false;
                return;
            }
            try {
                localStorage.setItem(place, JSON.stringify(now));
                full.value = false;
            } catch {
                full.value = true;
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
        full,
    };
}

// One that was kept by a form which is not there any more.
export function forgetDraft(name: string): void {
    localStorage.removeItem(prefix + name);
}
