// The commands with which a bid is sealed, and an opening checked, without these pages: written out for one lot.
import { takesTransfer } from "../sealing/blind";
import type { LetterField, TenderLot } from "./types";

function example(field: LetterField): [string, unknown][] {
    switch (field.kind) {
        case "money":
            return field.in_words
                ? [
                      [field.name, 0],
                      [`${field.name}_in_words`, "人民币零元整"],
                  ]
                : [[field.name, 0]];
        case "days":
            return [[field.name, field.most ?? 0]];
        case "yes_or_no":
            return [[field.name, true]];
        default:
            return [[field.name, ""]];
    }
}

// The fields alone, as `daylight seal` takes them. Amounts are whole fen.
export function letterFields(lot: TenderLot): string {
    return JSON.stringify(Object.fromEntries(lot.terms.fields.flatMap(example)), null, 2);
}

// The whole letter, as stock openssl seals it.
export function wholeLetter(lot: TenderLot): string {
    const fields = Object.fromEntries(lot.terms.fields.flatMap(example));
    const files = lot.terms.files.map((part) => ({ part, digest: `SHA256-OF-${part.toUpperCase()}` }));
    // Only where it is paid by transfer.
    const secured = takesTransfer(lot.terms.security) ? { security: "SECRET-OF-THE-REFERENCE" } : {};
    return JSON.stringify(
        { format: "daylight/letter/1", lot: lot.id, stage: lot.method.stage, bidder: "USCC", nonce: "HEX-OF-16-RANDOM-BYTES-OR-MORE", documents_version: lot.documents_version, fields, files, ...secured },
        null,
        2,
    );
}

export function sealCommand(lot: TenderLot, origin: string, then: "check" | "submit"): string {
    const files = lot.terms.files.map((part) => `  --file ${part}=${part}.pdf \\\n`).join("");
    return (
        `daylight seal --server ${origin} --tls tls-ca.pem --authority ca.pem \\\n` +
        `  --lot ${lot.id} --bidder USCC --letter letter.json \\\n` +
        files +
        (takesTransfer(lot.terms.security) ? "  --security secret \\\n" : "") +
        `  --key key.pem --certificate cert.pem --out sealed ${then === "check" ? "--check" : "--submit --token token"}`
    );
}

function sealOne(input: string): string {
    return (
        `openssl cms -sign -binary -nodetach -nosmimecap -md sha256 -in ${input} \\\n` +
        `  -signer cert.pem -inkey key.pem -outform DER -out ${input}.signed\n` +
        `openssl cms -encrypt -binary -aes-256-gcm -in ${input}.signed -recip lot.crt \\\n` +
        `  -keyopt ecdh_kdf_md:sha256 -outform DER -out ${input}.sealed`
    );
}
export function opensslCommands(lot: TenderLot, origin: string): string {
    const files = lot.terms.files.map((part) => `openssl dgst -sha256 ${part}.pdf\n${sealOne(`${part}.pdf`)}\n`).join("");
    return (
        `curl --cacert tls-ca.pem -o lot.crt ${origin}/api/v1/tender-lots/${lot.id}/lot.crt\n` + "openssl rand -hex 16\n" + files + sealOne("letter.json")
    );
}

// The secret of a bid security by transfer, and the reference that comes of it.
export function referenceCommands(lot: TenderLot): string {
    return (
        "openssl rand -hex 32 > secret\n" +
        `printf 'daylight bid security\\n%s\\n%s\\n%s\\n' ${lot.id} USCC "$(cat secret)" \\\n` +
        "  | sha256sum | cut -c 1-20 | tr a-f A-F | sed 's/^/BS/'"
    );
}

export function daylightReference(lot: TenderLot): string {
    return `daylight reference --lot ${lot.id} --bidder USCC --secret secret`;
}

export function trustCommands(origin: string, logKey: string, witnessKeys: string[]): string {
    const witnesses = witnessKeys.map((key) => `'${key}'`).join(" ");
    return `curl --cacert tls-ca.pem -o ca.pem ${origin}/api/v1/certificates/ca.pem\nLOG='${logKey}'\nprintf '%s\\n' ${witnesses} > witnesses`;
}
export function verifyCommand(lot: TenderLot, origin: string): string {
    return (
        `daylight verify opening --server ${origin} --tls tls-ca.pem \\\n` +
        `  --lot ${lot.id} --authority ca.pem --log "$LOG" --witnesses witnesses --save .`
    );
}
export function openLetterCommands(submission: string): string {
    return (
        `openssl cms -decrypt -binary -inform DER -in ${submission}.der -inkey one.pem -out inner.der\n` +
        "openssl cms -verify -binary -inform DER -in inner.der -CAfile ca.pem -purpose any -no_check_time"
    );
}
