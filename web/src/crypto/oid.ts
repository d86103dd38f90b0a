// Object identifiers with numbers of any size, such as those made of a UUID (ITU-T X.667), which asn1js writes and reads
// in a way of its own.
import * as asn1js from "asn1js";

// "2.25.…" of a block that was read.
export function oidText(block: asn1js.ObjectIdentifier): string {
    const numbers: bigint[] = [];
    let number = 0n;
    for (const byte of block.valueBeforeDecodeView.subarray(2)) {
        number = (number << 7n) | BigInt(byte & 0x7f);
        if (byte < 0x80) {
            numbers.push(number);
            number = 0n;
        }
    }
    const [both = 0n, ...rest] = numbers;
    const first = both < 80n ? both / 40n : 2n;
    return [first, both - first * 40n, ...rest].join(".");
}

function seven(number: bigint): number[] {
    const bytes = [Number(number & 0x7fn)];
    for (let left = number >> 7n; left > 0n; left >>= 7n) {
        bytes.unshift(Number(left & 0x7fn) | 0x80);
    }
    return bytes;
}

export function oidBlock(text: string): asn1js.Primitive {
    const [first = 0n, second = 0n, ...rest] = text.split(".").map(BigInt);
    const valueHex = Uint8Array.from([first * 40n + second, ...rest].flatMap(seven)).buffer;
    return new asn1js.Primitive({ idBlock: { tagClass: 1, tagNumber: 6 }, valueHex });
}
