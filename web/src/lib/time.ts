// Times: RFC 3339 text in, China's time (+08:00, no summer time since 1991) for people.

const chinaOffset = 8 * 3600_000;

export function millis(instant: string): number {
    return Date.parse(instant);
}

export function toInstant(ms: number): string {
    return new Date(ms).toISOString();
}

function pad(value: number, length = 2): string {
    return String(value).padStart(length, "0");
}

// "2026-11-24" of the day in China.
export function chinaDate(ms: number): string {
    const at = new Date(ms + chinaOffset);
    return `${at.getUTCFullYear()}-${pad(at.getUTCMonth() + 1)}-${pad(at.getUTCDate())}`;
}

// "15:04:05", with parts of a second as "15:04:05.123".
export function chinaClock(ms: number, fraction = false): string {
    const at = new Date(ms + chinaOffset);
    const text = `${pad(at.getUTCHours())}:${pad(at.getUTCMinutes())}:${pad(at.getUTCSeconds())}`;
    return fraction ? `${text}.${pad(at.getUTCMilliseconds(), 3)}` : text;
}

const weekdays = {
    zh: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
    en: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
};
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
export type Language = "zh" | "en";

// "2026年11月24日（星期二）" or "Tue 24 Nov 2026".
export function dayText(ms: number, language: Language): string {
    const at = new Date(ms + chinaOffset);
    const weekday = weekdays[language][at.getUTCDay()];
    return language === "zh"
        ? `${at.getUTCFullYear()}年${at.getUTCMonth() + 1}月${at.getUTCDate()}日（${weekday}）`
        : `${weekday} ${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
}

// A calendar day without a time: "2026-11-24".
export function dateText(date: string, language: Language): string {
    return dayText(Date.parse(date + "T00:00:00+08:00"), language);
}

export function momentText(ms: number, language: Language): string {
    return `${dayText(ms, language)} ${chinaClock(ms)}`;
}

// The value of <input type="datetime-local"> for an instant, in China's time with seconds; and back.
export function toLocalInput(instant: string): string {
    const ms = millis(instant);
    return `${chinaDate(ms)}T${chinaClock(ms)}`;
}

export function fromLocalInput(text: string): string | null {
    const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?$/.exec(text);
    const ms = match ? Date.parse(`${match[1]}T${match[2]}${match[3] ?? ":00"}+08:00`) : NaN;
    return Number.isNaN(ms) ? null : toInstant(ms);
}

export interface Span {
    days: number;
    hours: number;
    minutes: number;
    seconds: number;
}

// What is left until a moment, never less than nothing; the second that has begun counts as a whole one, so that zero
// is shown only once the moment is there.
export function spanOf(ms: number): Span {
    const total = Math.max(0, Math.ceil(ms / 1000));
    return {
        days: Math.floor(total / 86_400),
        hours: Math.floor(total / 3600) % 24,
        minutes: Math.floor(total / 60) % 60,
        seconds: total % 60,
    };
}

export function countdownText(ms: number, language: Language): string {
    const span = spanOf(ms);
    const clock = `${pad(span.hours)}:${pad(span.minutes)}:${pad(span.seconds)}`;
    if (span.days === 0) {
        return clock;
    }
    return language === "zh" ? `${span.days} 天 ${clock}` : `${span.days} d ${clock}`;
}

// --- days as the law counts them: the first day is not counted (Civil Code, article 201) ---

export function addDays(date: string, days: number): string {
    return chinaDate(Date.parse(date + "T00:00:00+08:00") + days * 86_400_000);
}

export function atChinaTime(date: string, clock: string): string {
    return toInstant(Date.parse(`${date}T${clock}+08:00`));
}
