// Told when something happens to certain lots and ceremonies: by the live feed, and where that is silent or missing, by
// looking every few seconds.
import { setClock } from "../live/clock";
import { staleAfter } from "../live/freshness";
import type { TimeMessage } from "../api/types";

export interface Watched {
    lots: string[];
    ceremonies: string[];
}

export const lookEvery = 3000; // while the feed is silent
export const lookSometimes = 15_000; // while it talks

export interface Watch {
    about(what: Watched): void;
    lookNow(): void;
    stop(): void;
}

const mostWatched = 20; // of each, as the feed takes them; the others are looked at now and then

function addressOf(what: Watched): string {
    const lots = what.lots.slice(0, mostWatched);
    const ceremonies = what.ceremonies.slice(0, mostWatched);
    const parts = [lots.length > 0 && `tender_lot=${lots.join(",")}`, ceremonies.length > 0 && `ceremony=${ceremonies.join(",")}`];
    return `/api/v1/feed?${parts.filter(Boolean).join("&")}`;
}

// `look` never runs twice at once; what is told meanwhile makes it run again.
export function watchOpening(look: () => Promise<void>): Watch {
    let source: EventSource | null = null;
    let address = "";
    let heard = -Infinity;
    let looked = -Infinity;
    let running = false;
    let again = false;
    let stopped = false;

    async function run(): Promise<void> {
        if (running) {
            again = true;
            return;
        }
        running = true;
        try {
            do {
                again = false;
                looked = performance.now();
                await look();
            } while (again && !stopped);
        } finally {
            running = false;
        }
    }
    function told(): void {
        heard = performance.now();
        void run();
    }
    function listen(): void {
        source?.close();
        source = new EventSource(address);
        source.addEventListener("open", told);
        source.addEventListener("tender_lot", told);
        source.addEventListener("ceremony", told);
        source.addEventListener("announcement", told); // a tender, perhaps, with a certificate to sign
        source.addEventListener("time", (message) => {
            heard = performance.now();
            setClock(JSON.parse((message as MessageEvent<string>).data) as TimeMessage);
        });
    }
    const timer = window.setInterval(() => {
        const now = performance.now();
        const rest = now - heard > staleAfter ? lookEvery : lookSometimes;
        if (now - looked >= rest) {
            void run();
        }
    }, 500);
    void run();
    return {
        about(what) {
            const wanted = what.lots.length + what.ceremonies.length > 0 ? addressOf(what) : "";
            if (wanted !== address && !stopped) {
                address = wanted;
                if (wanted === "") {
                    source?.close();
                    source = null;
                } else {
                    listen();
                }
            }
        },
        lookNow: () => void run(),
        stop() {
            stopped = true;
            window.clearInterval(timer);
            source?.close();
        },
    };
}
