// What publishes, confirms or pays asks for a fresh confirmation of who one is. When the server refuses an act for
// want of it, the page asks in a dialog, and the same act goes out again under its own Idempotency-Key.
import { ref } from "vue";

export const asking = ref(false);
let answer: (confirmed: boolean) => void = () => undefined;
let asked: Promise<boolean> | null = null;

// True once the person has confirmed; false when they would rather not. Acts that ask at once share one dialog.
export function askToConfirm(): Promise<boolean> {
    asked ??= new Promise<boolean>((resolve) => {
        answer = resolve;
        asking.value = true;
    });
    return asked;
}

export function settle(confirmed: boolean): void {
    asking.value = false;
    asked = null;
    answer(confirmed);
}
