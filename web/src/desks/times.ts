// Times that the rules allow, proposed from today on: the clerk may change each. Days are calendar days in China whose
// first is not counted; two spare days leave room for the review.
import type { LotTimes, Profile } from "../api/types";
import { addDays, atChinaTime } from "../lib/time";

const spareDays = 2;

export function proposedTimes(profile: Profile, today: string): LotTimes {
    const { notice_before_listing, listing_period, application_close_before_end } = profile.rules;
    const start = addDays(today, notice_before_listing.value + spareDays);
    const end = addDays(start, listing_period.value);
    const close = addDays(end, -application_close_before_end.value);
    return {
        application_from: atChinaTime(addDays(today, spareDays), "09:00:00"),
        application_until: atChinaTime(close, "17:00:00"),
        deposit_until: atChinaTime(close, "17:00:00"),
        listing_start: atChinaTime(start, "09:00:00"),
        listing_end: atChinaTime(end, "10:00:00"),
        timed_start: profile.timed_start === "fixed_time" ? atChinaTime(end, "11:00:00") : null,
    };
}
