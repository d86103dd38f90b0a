// A holder's parts for a lot (crypto/sealing/parts.hpp): its number times every envelope's point, in the order of the
// closing list, with one proof for all.
import { fromHex, toHex } from "../crypto/bytes";
import { readClosingList } from "./closing_list";
import { checkEquality, multiplesWithProof } from "./equality";
import { hasExactly, isDigest, isListOf, isText, isWhole, readExact } from "./exact";
import { digestHex, type Point, pointFromHex, pointHex, type Scalar } from "./group";
import { refuse } from "./refusal";

const format = "daylight/parts/1";
const mostText = 4 * 1024 * 1024;

// The list has an envelope or more.
export function partsText(listText: string, holder: number, key: Scalar): string {
    const { list, points } = readClosingList(listText);
    const { multiples, proof } = multiplesWithProof(key, points);
    const { lot, stage } = list;
    return JSON.stringify({ format, lot, stage, holder, closing_list: digestHex(listText), points: multiples.map(pointHex), proof: toHex(proof) });
}

// The points, once the proof holds.
export function checkParts(text: string, listText: string, holder: number, publicKey: Point): Point[] {
    const { list, points } = readClosingList(listText);
    const said = readExact(text, mostText);
    const shaped =
        hasExactly(said, "format", "lot", "stage", "holder", "closing_list", "points", "proof") &&
        said.format === format &&
        isText(said.lot) &&
        isText(said.stage) &&
        isWhole(said.holder) &&
        isDigest(said.closing_list) &&
        isListOf(said.points, isText) &&
        isText(said.proof);
    if (!shaped) {
        refuse("parts_malformed");
    }
    if (said.closing_list !== digestHex(listText) || said.lot !== list.lot || said.stage !== list.stage || said.holder !== holder) {
        refuse("parts_of_another");
    }
    const given = said.points as string[];
    if (given.length !== points.length) {
        refuse("parts_malformed", "points");
    }
    const read = given.map((hex, at) => pointFromHex(hex, `points[${at}]`));
    checkEquality(publicKey, points, read, fromHex(said.proof as string) ?? new Uint8Array(0), "proof");
    return read;
}
