// Two languages, simplified Chinese first. `t` holds the chosen language's texts, typed by zh.ts; a text with values
// is a function.
import { computed, ref, watchEffect } from "vue";
import { speak } from "../api/client";
import type { Language } from "../lib/time";
import { en } from "./en";
import { zh } from "./zh";

export type Texts = typeof zh;

const place = "daylight.language";

function first(): Language {
    const saved = typeof localStorage === "undefined" ? null : localStorage.getItem(place);
    return saved === "en" ? "en" : "zh";
}

export const language = ref<Language>(first());
export const t = computed<Texts>(() => (language.value === "zh" ? zh : en));

export function choose(wanted: Language): void {
    language.value = wanted;
    localStorage.setItem(place, wanted);
}

watchEffect(() => {
    const tag = language.value === "zh" ? "zh-CN" : "en";
    speak(tag);
    if (typeof document !== "undefined") {
        document.documentElement.lang = tag;
    }
});

// A word of a table by the name that the API gives; a name that the table does not know yet is shown as it is.
export function word(table: Readonly<Record<string, string>>, name: string): string {
    return table[name] ?? name.replaceAll("_", " ");
}
