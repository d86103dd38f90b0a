// Reads BER (X.690) as it comes by, element after element, in memory that does not grow with it: what
// crypto/sealing/ber.hpp reads. Lengths are in their shortest spelling; an indefinite one is taken only where that is
// said. What is not as it was asked for throws Malformed.
import { type Bytes, joined } from "../crypto/bytes";

export class Malformed extends Error {}

interface Header {
    tag: number;
    length: number | null; // null where it is indefinite
    bytes: number[]; // its own
}
interface Open {
    end: number | null;
    limit: number; // of what it is in
}

const endOfContents = 0;
const constructed = 0x20;
const longTag = 0x1f;
const indefinite = 0x80;
const mostLengthBytes = 6; // 256 TiB, which a number holds exactly

export class BerReader {
    private readonly source: AsyncIterator<Uint8Array>;
    private piece: Uint8Array = new Uint8Array();
    private used = 0; // of the piece
    private at = 0; // how much was read
    private header: Header | null = null; // read, and not used yet
    private headerAt = 0;
    private readonly open: Open[] = [];
    private rest = 0; // of the primitive that is read piece by piece

    constructor(source: AsyncIterable<Uint8Array>) {
        this.source = source[Symbol.asyncIterator]();
    }

    // How many bytes were read: where an element has just been left or taken, where it ends.
    get position(): number {
        return this.header ? this.headerAt : this.at;
    }

    // Whether something follows within the element that was entered, and what.
    async more(): Promise<boolean> {
        const next = await this.peek();
        return next !== null && next.tag !== endOfContents;
    }
    async nextIs(tag: number): Promise<boolean> {
        return (await this.peek())?.tag === tag;
    }

    async enter(tag: number, length: "definite" | "any" = "definite"): Promise<void> {
        const { length: size } = await this.headerOf(tag, length === "any");
        const end = size === null ? null : this.at + size;
        this.open.push({ end, limit: end ?? this.limit() });
    }
    // At its very end.
    async leave(): Promise<void> {
        const { end } = this.open[this.open.length - 1] ?? this.fail();
        if (end === null) {
            const { length } = await this.headerOf(endOfContents, false);
            this.need(length === 0);
        } else {
            this.need(!this.header && this.at === end);
        }
        this.open.pop();
    }
    // A whole primitive's contents, of so many bytes at most.
    async take(tag: number, most: number): Promise<Bytes> {
        const { length } = await this.headerOf(tag, false);
        this.need(length !== null && length <= most);
        return this.exactly(length ?? 0);
    }
    // A whole element as it stands, with its header: of definite length, of so many bytes at most.
    async takeWhole(tag: number, most: number): Promise<Bytes> {
        const { length, bytes } = await this.headerOf(tag, false);
        this.need(length !== null && length <= most);
        return joined(Uint8Array.from(bytes), await this.exactly(length ?? 0));
    }
    // A primitive's contents, piece by piece: null at its end.
    async begin(tag: number): Promise<void> {
        this.rest = (await this.headerOf(tag, false)).length ?? 0;
    }
    async read(): Promise<Uint8Array | null> {
        if (this.rest === 0) {
            return null;
        }
        this.need(await this.fill());
        const size = Math.min(this.rest, this.piece.length - this.used);
        const read = this.piece.subarray(this.used, this.used + size);
        this.used += size;
        this.at += size;
        this.rest -= size;
        return read;
    }
    // Nothing follows at all.
    async finish(): Promise<void> {
        this.need(this.open.length === 0 && !this.header && !(await this.fill()));
    }

    private fail(): never {
        throw new Malformed();
    }
    private need(holds: boolean): void {
        if (!holds) {
            this.fail();
        }
    }
    private limit(): number {
        return this.open[this.open.length - 1]?.limit ?? Number.MAX_SAFE_INTEGER;
    }
    // False where the source has nothing more.
    private async fill(): Promise<boolean> {
        while (this.used === this.piece.length) {
            const next = await this.source.next();
            if (next.done) {
                return false;
            }
            this.piece = next.value;
            this.used = 0;
        }
        return true;
    }
    private async byte(): Promise<number> {
        this.need(await this.fill());
        ++this.at;
        return this.piece[this.used++] ?? 0;
    }
    private async exactly(size: number): Promise<Bytes> {
        const bytes = new Uint8Array(size);
        this.rest = size;
        for (let done = 0; done < size; ) {
            const piece = (await this.read()) ?? this.fail();
            bytes.set(piece, done);
            done += piece.length;
        }
        return bytes;
    }

    private async peek(): Promise<Header | null> {
        if (!this.header && (this.at >= this.limit() || !(await this.fill()))) {
            return null;
        }
        if (!this.header) {
            this.headerAt = this.at;
            this.header = await this.readHeader();
        }
        return this.header;
    }
    private async headerOf(tag: number, indefiniteToo: boolean): Promise<Header> {
        const header = await this.peek();
        if (!header || header.tag !== tag || (header.length === null && !indefiniteToo)) {
            return this.fail();
        }
        this.header = null;
        return header;
    }
    private async readHeader(): Promise<Header> {
        const tag = await this.byte();
        this.need((tag & longTag) !== longTag);
        const header: Header = { tag, length: null, bytes: [tag] };
        header.length = await this.readLength(header);
        this.need(this.at <= this.limit() && (header.length === null || header.length <= this.limit() - this.at));
        return header;
    }
    private async readLength(header: Header): Promise<number | null> {
        const next = async (): Promise<number> => {
            const byte = await this.byte();
            header.bytes.push(byte);
            return byte;
        };
        const first = await next();
        if (first < indefinite) {
            return first;
        }
        const count = first & ~indefinite;
        if (count === 0) {
            this.need((header.tag & constructed) !== 0);
            return null;
        }
        this.need(count <= mostLengthBytes);
        let length = 0;
        for (let i = 0; i < count; ++i) {
            const digit = await next();
            this.need(i > 0 || digit !== 0);
            length = length * 256 + digit;
        }
        this.need(length >= indefinite);
        return length;
    }
}
