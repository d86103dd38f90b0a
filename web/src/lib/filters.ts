// Filters that live in the page's address, so that a list can be shared as it is seen.
import { computed, type WritableComputedRef } from "vue";
import { useRoute, useRouter } from "vue-router";

export function useFilter(name: string, initial = ""): WritableComputedRef<string> {
    const route = useRoute();
    const router = useRouter();
    return computed({
        get: () => {
            const value = route.query[name];
            return typeof value === "string" ? value : initial;
        },
        set: (value) => {
            const query = { ...route.query, [name]: value === initial ? undefined : value };
            void router.replace({ query });
        },
    });
}
