// A form that begins with what the server has, keeps in this browser what is typed into it, and remembers on which
// version it was begun, so that somebody else's change meanwhile is told and not written over unseen.
import { computed, ref, type Ref, toRaw, watch } from "vue";
import { keepDraft } from "../../lib/draft";
import { session } from "../../session";

interface Kept<Form> {
    base: string;
    form: Form;
}

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(toRaw(value))) as T;

export function useKeptForm<Form extends object>(name: string, loaded: Form, version: string) {
    const clean = ref(JSON.stringify(loaded));
    const base = ref(version);
    const form = ref(copy(loaded)) as Ref<Form>;
    const kept = ref(null) as Ref<Kept<Form> | null>;
    const store = keepDraft(`${session.value.person?.id ?? "nobody"}.${name}`, kept);
    const usable = kept.value !== null && Object.keys(loaded).every((key) => key in (kept.value?.form ?? {}));
    const restored = ref(usable);
    if (usable && kept.value) {
        form.value = copy(kept.value.form);
        base.value = kept.value.base;
    } else {
        kept.value = null;
    }
    const dirty = computed(() => JSON.stringify(form.value) !== clean.value);
    watch(form, (now) => (kept.value = dirty.value ? { base: base.value, form: copy(now) } : null), { deep: true });

    // From here on this is what the server has.
    function settle(now: Form, at: string): void {
        clean.value = JSON.stringify(now);
        base.value = at;
        restored.value = false;
        form.value = copy(now);
        kept.value = null;
    }
    // What is typed stays, and counts as written against this version.
    function rebase(now: Form, at: string): void {
        clean.value = JSON.stringify(now);
        base.value = at;
        kept.value = dirty.value ? { base: at, form: copy(form.value) } : null;
    }
    return { form, base, dirty, restored, full: store.full, settle, rebase };
}
