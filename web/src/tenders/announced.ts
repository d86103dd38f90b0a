// What an announcement says, from its own document: the very bytes that were released.
import type { AnnouncementContent } from "../api/types";

export type Announced = Pick<AnnouncementContent, "title" | "statement" | "sections"> & { data: Record<string, unknown> };

export interface QuestionAnswered {
    question: string;
    answer: string;
}

export async function loadAnnounced(id: string): Promise<Announced> {
    const response = await fetch(`/announcements/${encodeURIComponent(id)}.json`, { credentials: "same-origin" });
    if (!response.ok) {
        throw new Error(`announcement ${id}: ${response.status}`);
    }
    return (await response.json()) as Announced;
}

type Section = Announced["sections"][number];
const sectionOf = (announced: Announced, heading: string): Section | undefined => announced.sections.find((one) => one.heading_en === heading);

// Of a change: which facts differ; and the questions that were answered with it, which stand in turns.
export function changesOf(announced: Announced): Section["facts"] {
    return sectionOf(announced, "What changes")?.facts ?? [];
}
// Of what else is announced under the same kind, an adjourned opening, say: all it says beyond the lot itself.
export function saidBeside(announced: Announced): Section["facts"] {
    return announced.sections.filter((one) => !["Lot", "What changes", "Answers"].includes(one.heading_en)).flatMap((one) => one.facts);
}
export function answersOf(announced: Announced): QuestionAnswered[] {
    const facts = sectionOf(announced, "Answers")?.facts ?? [];
    const answers: QuestionAnswered[] = [];
    for (let at = 0; at + 1 < facts.length; at += 2) {
        answers.push({ question: facts[at]?.value ?? "", answer: facts[at + 1]?.value ?? "" });
    }
    return answers;
}
