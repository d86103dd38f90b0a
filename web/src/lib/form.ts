// One form: what it is doing, what was refused, and which field a refusal belongs to. The Idempotency-Key of an
// attempt stays the same until the server has answered, so that pressing again after a lost answer does nothing twice.
import { inject, type InjectionKey, nextTick, provide, reactive, ref, type Ref } from "vue";
import { newKey, Refused, Unreachable } from "../api/client";

export interface FieldFault {
    field: string;
    text: string;
}

export interface Form {
    busy: Ref<boolean>;
    faults: FieldFault[]; // of fields; also found here by the pages themselves
    general: Ref<string>; // what belongs to no field
    unreachable: Ref<boolean>;
    run(act: (key: string) => Promise<void>): Promise<boolean>;
    fail(field: string, text: string): void;
    clear(): void;
}

export const formKey: InjectionKey<Form> = Symbol("form");

export function useForm(): Form {
    const busy = ref(false);
    const general = ref("");
    const unreachable = ref(false);
    const faults = reactive<FieldFault[]>([]);
    let key = newKey();

    function clear(): void {
        general.value = "";
        unreachable.value = false;
        faults.splice(0);
    }
    function note(error: unknown): void {
        if (error instanceof Refused) {
            key = newKey();
            const { field, detail } = error.problem;
            if (field) {
                faults.push({ field, text: detail });
            }
            general.value = detail;
        } else if (error instanceof Unreachable) {
            unreachable.value = true;
        } else {
            throw error;
        }
    }
    const form: Form = {
        busy,
        faults,
        general,
        unreachable,
        clear,
        fail: (field, text) => faults.push({ field, text }),
        async run(act) {
            if (busy.value) {
                return false;
            }
            clear();
            busy.value = true;
            try {
                await act(key);
                key = newKey();
                return true;
            } catch (error) {
                note(error);
                await nextTick();
                document.querySelector<HTMLElement>("[data-test=problem]")?.focus();
                return false;
            } finally {
                busy.value = false;
            }
        },
    };
    provide(formKey, form);
    return form;
}

export function useFieldFault(name: () => string): () => string {
    const form = inject(formKey, null);
    return () => form?.faults.find((fault) => fault.field === name())?.text ?? "";
}

export function fieldId(name: string): string {
    return "field-" + name.replace(/[^A-Za-z0-9_]+/g, "-").replace(/-+$/, "");
}
