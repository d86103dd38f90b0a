// Long computations make way for the page now and then.
const spell = 40;
let since = 0;

export async function pause(): Promise<void> {
    const now = performance.now();
    if (now - since > spell) {
        await new Promise<void>((resolve) => setTimeout(resolve, 0));
        since = performance.now();
    }
}
