// What a notice changes, in words.
import type { NoticeContent } from "../api/types";
import { language, t } from "../i18n";
import { shortYuan } from "../lib/money";
import { millis, momentText } from "../lib/time";

export function noticeChanges(content: NoticeContent): { label: string; text: string }[] {
    const { listing, notice } = t.value.desks;
    const moment = (at: string) => momentText(millis(at), language.value);
    const rows: { label: string; text: string | false }[] = [
        { label: notice.listingEnd, text: Boolean(content.listing_end) && moment(content.listing_end ?? "") },
        { label: notice.timedStart, text: Boolean(content.timed_start) && moment(content.timed_start ?? "") },
    ];
    if (content.terms) {
        const { parcel, times } = content.terms;
        rows.push(
            { label: t.value.lots.step, text: `${shortYuan(parcel.step)} ${t.value.unit.yuan}` },
            { label: listing.applicationFrom, text: moment(times.application_from) },
            { label: listing.applicationUntil, text: moment(times.application_until) },
            { label: listing.depositUntil, text: moment(times.deposit_until) },
            { label: listing.listingStart, text: moment(times.listing_start) },
            { label: listing.listingEnd, text: moment(times.listing_end) },
            { label: listing.timedStart, text: Boolean(times.timed_start) && moment(times.timed_start ?? "") },
        );
    }
    return rows.filter((row): row is { label: string; text: string } => row.text !== false);
}
