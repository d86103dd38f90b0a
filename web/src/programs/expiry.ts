// The last moment of a day in China, as the API takes it; what is no date is left to the server to refuse.
export function endOfChinaDay(date: string): string {
    return /^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T23:59:59+08:00` : date;
}
