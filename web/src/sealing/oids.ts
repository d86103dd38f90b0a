// The object identifiers of the envelopes' profile (crypto/sealing/envelope.hpp).
export const oid = {
    data: "1.2.840.113549.1.7.1",
    signedData: "1.2.840.113549.1.7.2",
    envelopedData: "1.2.840.113549.1.7.3",
    authEnvelopedData: "1.2.840.113549.1.9.16.1.23",
    contentType: "1.2.840.113549.1.9.3",
    messageDigest: "1.2.840.113549.1.9.4",
    signingTime: "1.2.840.113549.1.9.5",
    ecPublicKey: "1.2.840.10045.2.1",
    p256: "1.2.840.10045.3.1.7",
    ecdsaWithSha256: "1.2.840.10045.4.3.2",
    sha256: "2.16.840.1.101.3.4.2.1",
    agreementSha256: "1.3.132.1.11.1", // dhSinglePass-stdDH with X9.63 and SHA-256 (RFC 5753)
    agreementSha384: "1.3.132.1.11.2",
    agreementSha512: "1.3.132.1.11.3",
    aes256Wrap: "2.16.840.1.101.3.4.1.45",
    aes256Gcm: "2.16.840.1.101.3.4.1.46",
    aes256Cbc: "2.16.840.1.101.3.4.1.42",
    commonName: "2.5.4.3",
} as const;
