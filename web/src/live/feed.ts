// Server-sent events, one connection a browser: the tab that holds the topic's lock listens and tells the others by a
// BroadcastChannel; when it closes, the next tab takes over. A browser without locks gets a connection of its own.
import { setClock } from "./clock";
import type { TimeMessage } from "../api/types";

export interface FeedMessage {
    event: string; // "open" whenever a connection begins: what was missed must be asked for
    data: unknown;
}

// What the browser gives; the tests give their own.
export interface Surroundings {
    connect(address: string): EventSource;
    channel(name: string): BroadcastChannel;
    locks: Pick<LockManager, "request"> | undefined;
}

const browser: Surroundings = {
    connect: (address) => new EventSource(address),
    channel: (name) => new BroadcastChannel(name),
    locks: typeof navigator === "undefined" ? undefined : navigator.locks,
};

const events = ["time", "lot", "tender_lot", "announcement", "outage"];

// What a feed is about, by the name of its parameter. A bare id is an auction's lot.
export interface Topic {
    name: "lot" | "tender_lot";
    id: string;
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return null;
    }
}

// Holds the connection until `ended` and hands on what it says.
function listen(address: string, hand: (message: FeedMessage) => void, around: Surroundings): () => void {
    const source = around.connect(address);
    source.addEventListener("open", () => hand({ event: "open", data: null }));
    for (const event of events) {
        source.addEventListener(event, (message) => hand({ event, data: parsed((message as MessageEvent<string>).data) }));
    }
    return () => source.close();
}

// Follows a lot's feed, or with "" the general one. Returns how to stop.
export function follow(about: string | Topic, hand: (message: FeedMessage) => void, around: Surroundings = browser): () => void {
    const topic: Topic = typeof about === "string" ? { name: "lot", id: about } : about;
    const address = topic.id === "" ? "/api/v1/feed" : `/api/v1/feed?${topic.name}=${encodeURIComponent(topic.id)}`;
    const receive = (message: FeedMessage) => {
        if (message.event === "time" && message.data !== null) {
            setClock(message.data as TimeMessage);
        }
        hand(message);
    };
    const { locks } = around;
    if (!locks) {
        return listen(address, receive, around);
    }
    const name = topic.name === "lot" ? `daylight.feed.${topic.id}` : `daylight.feed.${topic.name}.${topic.id}`;
    const channel = around.channel(name);
    channel.onmessage = (message: MessageEvent<FeedMessage>) => receive(message.data);
    let release = () => {};
    const stopped = new Promise<void>((resolve) => (release = resolve));
    const giveUp = new AbortController();
    void locks
        .request(name, { signal: giveUp.signal }, async () => {
            const hush = listen(
                address,
                (message) => {
                    channel.postMessage(message);
                    receive(message);
                },
                around,
            );
            await stopped;
            hush();
        })
        .catch(() => undefined); // stopped before it was this tab's turn
    return () => {
        release();
        giveUp.abort();
        channel.close();
    };
}
