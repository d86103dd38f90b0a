// A tender notice while it is typed: all texts, and what they make. What cannot be read is named by its path in the
// API; everything else is judged by the server.
import type { Attachment } from "../../api/types";
import { parseYuan, shortYuan } from "../../lib/money";
import { fromLocalInput, toLocalInput } from "../../lib/time";
import type { DocumentSection, DraftedLot, LetterField, TenderDraft, TenderMethod, TenderTerms, TenderTimes } from "./types";

export type FieldKind = LetterField["kind"];

export interface FieldForm {
    name: string;
    label_zh: string;
    label_en: string;
    kind: FieldKind;
    required: boolean;
    least: string;
    most: string;
    in_words: boolean;
}
export interface TimesForm {
    documents_until: string; // as <input type="datetime-local"> has it, in China's time
    questions_until: string;
    deadline: string;
}
export interface LotForm {
    number: string;
    title: string;
    region: string;
    location: string;
    scope: string;
    qualification: string;
    evaluation: string;
    estimate: string;
    validity_days: string;
    security: string;
    guarantee: boolean;
    transfer: boolean;
    opening_is_public: boolean;
    sections: DocumentSection[];
    attachments: Attachment[];
    fields: FieldForm[];
    files: string[];
    times: TimesForm;
}
export interface TenderForm {
    title: string;
    project_number: string;
    method: string;
    statement: string;
    lots: LotForm[];
}

export type FaultKind = "amount" | "days" | "time";
export interface FormFault {
    field: string;
    kind: FaultKind;
}

// --- from the API ---

const boundText = (kind: FieldKind, value: number | null | undefined) =>
    value === null || value === undefined ? "" : kind === "money" ? shortYuan(value) : String(value);

function fieldFormOf(field: LetterField): FieldForm {
    return { ...field, least: boundText(field.kind, field.least), most: boundText(field.kind, field.most) };
}
export function timesFormOf(times: TenderTimes): TimesForm {
    return {
        documents_until: toLocalInput(times.documents_until),
        questions_until: toLocalInput(times.questions_until),
        deadline: toLocalInput(times.deadline),
    };
}
export function lotFormOf(terms: TenderTerms, times: TenderTimes): LotForm {
    const { security, estimate, validity_days, fields, sections, attachments, files, ...texts } = terms;
    return {
        ...texts,
        estimate: estimate > 0 ? shortYuan(estimate) : "",
        validity_days: String(validity_days),
        security: security.amount > 0 ? shortYuan(security.amount) : "",
        guarantee: security.guarantee,
        transfer: security.transfer,
        sections: sections.map((section) => ({ ...section })),
        attachments: attachments.map((file) => ({ ...file })),
        fields: fields.map(fieldFormOf),
        files: [...files],
        times: timesFormOf(times),
    };
}
export function tenderFormOf({ title, project_number, method, statement, lots }: TenderDraft): TenderForm {
    return { title, project_number, method, statement, lots: lots.map((lot) => lotFormOf(lot.terms, lot.times)) };
}

// --- to the API ---

class Reader {
    readonly faults: FormFault[] = [];
    private take<T>(value: T | null, field: string, kind: FaultKind, instead: T): T {
        if (value === null) {
            this.faults.push({ field, kind });
            return instead;
        }
        return value;
    }
    money(text: string, field: string, empty: number | null): number {
        return this.take(text.trim() === "" ? empty : parseYuan(text), field, "amount", 0);
    }
    days(text: string, field: string, empty: number | null): number {
        const plain = text.trim();
        return this.take(plain === "" ? empty : /^\d{1,6}$/.test(plain) ? Number(plain) : null, field, "days", 0);
    }
    time(text: string, field: string): string {
        return this.take(fromLocalInput(text), field, "time", "");
    }
}

function bound(read: Reader, kind: FieldKind, text: string, field: string): number | null {
    if (text.trim() === "" || (kind !== "money" && kind !== "days")) {
        return null;
    }
    return kind === "money" ? read.money(text, field, null) : read.days(text, field, null);
}

function fieldOf(read: Reader, form: FieldForm, path: string): LetterField {
    return {
        name: form.name.trim(),
        label_zh: form.label_zh.trim(),
        label_en: form.label_en.trim(),
        kind: form.kind,
        required: form.required,
        least: bound(read, form.kind, form.least, `${path}.least`),
        most: bound(read, form.kind, form.most, `${path}.most`),
        in_words: form.kind === "money" && form.in_words,
    };
}

// What the draft may leave open is nothing at all yet (an estimate of zero); the server says so in its findings.
function readLot(read: Reader, form: LotForm, terms: string, times: string): DraftedLot {
    return {
        terms: {
            number: form.number.trim(),
            title: form.title.trim(),
            region: form.region.trim(),
            location: form.location.trim(),
            scope: form.scope.trim(),
            qualification: form.qualification.trim(),
            evaluation: form.evaluation.trim(),
            estimate: read.money(form.estimate, `${terms}.estimate`, 0),
            validity_days: read.days(form.validity_days, `${terms}.validity_days`, 0),
            security: {
                amount: read.money(form.security, `${terms}.security.amount`, 0),
                guarantee: form.guarantee,
                transfer: form.transfer,
            },
            opening_is_public: form.opening_is_public,
            sections: form.sections.map((one) => ({ number: one.number.trim(), title: one.title.trim(), text: one.text.trim() })),
            attachments: form.attachments.map(({ name, digest }) => ({ name, digest })),
            fields: form.fields.map((field, at) => fieldOf(read, field, `${terms}.fields[${at}]`)),
            files: form.files.map((name) => name.trim()).filter((name) => name !== ""),
        },
        times: {
            documents_until: read.time(form.times.documents_until, `${times}.documents_until`),
            questions_until: read.time(form.times.questions_until, `${times}.questions_until`),
            deadline: read.time(form.times.deadline, `${times}.deadline`),
        },
    };
}

export function lotOf(form: LotForm): { lot: DraftedLot } | { faults: FormFault[] } {
    const read = new Reader();
    const lot = readLot(read, form, "terms", "times");
    return read.faults.length > 0 ? { faults: read.faults } : { lot };
}
export function tenderDraftOf(form: TenderForm): { draft: TenderDraft } | { faults: FormFault[] } {
    const read = new Reader();
    const lots = form.lots.map((lot, at) => readLot(read, lot, `lots[${at}].terms`, `lots[${at}].times`));
    const draft = { title: form.title.trim(), project_number: form.project_number.trim(), method: form.method, statement: form.statement.trim(), lots };
    return read.faults.length > 0 ? { faults: read.faults } : { draft };
}

// --- what a lot begins with ---

export const emptyField: FieldForm = { name: "", label_zh: "", label_en: "", kind: "text", required: true, least: "", most: "", in_words: false };

// Fields that most letters have; the price is wanted in every one.
export const usualFields: FieldForm[] = [
    { ...emptyField, name: "price", label_zh: "投标报价", label_en: "Price", kind: "money", in_words: true },
    { ...emptyField, name: "period", label_zh: "工期（日历天）", label_en: "Period (calendar days)", kind: "days" },
    { ...emptyField, name: "quality", label_zh: "质量标准", label_en: "Quality" },
    { ...emptyField, name: "leader", label_zh: "项目负责人", label_en: "Project leader" },
    { ...emptyField, name: "promise", label_zh: "承诺响应招标文件全部实质性要求", label_en: "Meets every essential requirement", kind: "yes_or_no" },
];

// The platform's own rules must stand in the tender documents (电子招标投标办法第三十条): taken from the method's data,
// whose articles are written in Chinese, as the documents are.
export function platformSection(method: TenderMethod): DocumentSection {
    const { key_bodies, patience, outages, quorum } = method;
    return {
        number: "",
        title: "电子开标、解密与系统故障的规则",
        text: [
            "投标文件由开标一览表和投标文件两部分组成，各自用本标段的加密证书（lot.crt）加密并由投标人签名；投标截止后按截止清单一次全部解密，投标人无须到场。",
            `解密：${key_bodies.article}。`,
            `开标延期：${patience.article}。`,
            `系统故障：${outages.article}。`,
            `投标人少于 ${quorum.least} 个的不开标（${quorum.article}）。`,
        ].join("\n"),
    };
}

export function newLot(method: TenderMethod, times: TenderTimes, number: string): LotForm {
    return {
        number,
        title: "",
        region: "",
        location: "",
        scope: "",
        qualification: "",
        evaluation: "",
        estimate: "",
        validity_days: String(Math.max(90, method.rules.bid_validity.value)),
        security: "",
        guarantee: true,
        transfer: false,
        opening_is_public: true,
        sections: [
            { number: "1", title: "投标人须知", text: "" },
            { ...platformSection(method), number: "2" },
        ],
        attachments: [],
        fields: usualFields.slice(0, 4).map((field) => ({ ...field })),
        files: ["files"],
        times: timesFormOf(times),
    };
}
