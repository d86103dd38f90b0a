// What this browser found wrong, in words; sizes as people read them.
import { t } from "../i18n";
import type { Finding } from "../sealing/fault";

export function sentenceOf({ code, field, values }: Finding): string {
    const { sealing, security } = t.value;
    return (sealing.refusal[code] ?? security.refusal[code])?.(values, field) ?? code;
}

export function sizeText(bytes: number): string {
    const units = ["B", "KiB", "MiB", "GiB"];
    let place = 0;
    let size = bytes;
    while (size >= 1024 && place < units.length - 1) {
        size /= 1024;
        ++place;
    }
    return `${place === 0 ? size : size.toFixed(1)} ${units[place]}`;
}
