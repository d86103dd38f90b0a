// The commands with which a bid is sealed, and an opening checked, without these pages: written out for one lot.
import { fromHex, toPem } from "../crypto/bytes";
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

// --- a bid's file, out of its sealed pieces, without these pages ---

// The private key 1, which opens an envelope in which the agreed point stands in the place of its own (SEC 1 and RFC 5915:
// the number, the curve, the generator).
const keyOfOne =
    "30770201010420" +
    "1".padStart(64, "0") +
    "a00a06082a8648ce3d030107a144034200" +
    "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296" +
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";

export interface FileRecipe {
    lot: string;
    submission: string;
    part: string;
    chunks: number;
    own: string; // the envelope's own point, uncompressed, in hex; the closing list has it
    agreed: string; // likewise
    sealed: string | null; // SHA-256 of the sealed bytes, in the closing list
    named: string | null; // of the contents, in the letter
}

const nameOf = ({ submission, part }: FileRecipe): string => `${submission}-${part}`;

// The sealed bytes, and in them the agreed point in the place of the envelope's own: it stands in the first few hundred
// bytes. `token`: a program's token of whoever may read the file.
export function fetchFileCommands(recipe: FileRecipe, origin: string): string {
    const name = nameOf(recipe);
    const address = `${origin}/api/v1/tender-lots/${recipe.lot}/files/${recipe.submission}/${recipe.part}/chunks`;
    return (
        `for n in $(seq 0 ${recipe.chunks - 1}); do\n` +
        `  curl --fail --silent --show-error --cacert tls-ca.pem -H "Authorization: Bearer $(cat token)" \\\n` +
        `    "${address}/$n" || break\n` +
        `done > ${name}.sealed\n` +
        `openssl dgst -sha256 ${name}.sealed${recipe.sealed ? `   # ${recipe.sealed}` : ""}\n`
    );
}
export function placePointCommands(recipe: FileRecipe): string {
    const name = nameOf(recipe);
    return (
        `perl -pe 'BEGIN { $/ = \\8192; $own = pack("H*", "${recipe.own}");\n` +
        `  $agreed = pack("H*", "${recipe.agreed}") }\n` +
        `  s/\\Q$own\\E/$agreed/ if $. == 1' ${name}.sealed > ${name}.der\n`
    );
}
export function openFileCommands(recipe: FileRecipe): string {
    const name = nameOf(recipe);
    const key = toPem(fromHex(keyOfOne) ?? new Uint8Array(), "EC PRIVATE KEY");
    return (
        `cat > one.pem <<'END'\n${key}END\n` +
        `openssl cms -decrypt -binary -inform DER -in ${name}.der -inkey one.pem -out ${name}.inner\n` +
        `openssl cms -verify -binary -inform DER -in ${name}.inner -CAfile ca.pem \\\n` +
        `  -purpose any -no_check_time -signer signer.pem -out ${name}\n` +
        "openssl x509 -in signer.pem -noout -subject -nameopt utf8,sep_comma_plus_space\n" +
        `openssl dgst -sha256 ${name}${recipe.named ? `   # ${recipe.named}` : ""}\n`
    );
}
