#include "crypto/refusals.hpp"

#include <array>

namespace daylit {

namespace {

constexpr std::array rows{
    // keys and signatures
    RefusalRow{"malformed_key", 422, "密钥格式不对。", "The key is malformed."},
    RefusalRow{"key_not_p256", 422, "密钥必须是 P-256 椭圆曲线密钥。",
               "The key must be an elliptic curve key on P-256."},
    RefusalRow{"key_not_ed25519", 422, "密钥必须是 Ed25519 密钥。", "The key must be an Ed25519 key."},
    RefusalRow{"signature_invalid", 422, "签名与内容或密钥不符。",
               "The signature does not fit the content or the key."},
    // signed statements
    RefusalRow{"jws_too_large", 413, "签名内容过大，最多 {0} 字节。",
               "The signed statement is too large: at most {0} bytes."},
    RefusalRow{"malformed_jws", 422, "签名内容不是规范的紧凑 JWS。",
               "The signed statement is not a well-formed compact JWS."},
    RefusalRow{"jws_algorithm_not_allowed", 422, "签名算法必须是 ES256。",
               "The signature algorithm must be ES256."},
    RefusalRow{"jws_wrong_type", 422, "签名内容的类型应为 {0}。",
               "The signed statement must be of the type {0}."},
    // certificates
    RefusalRow{"request_too_large", 413, "证书申请过大，最多 {0} 字节。",
               "The certificate request is too large: at most {0} bytes."},
    RefusalRow{"request_malformed", 422, "证书申请不是单独一份规范的 PKCS#10。",
               "The certificate request is not exactly one well-formed PKCS#10 request."},
    RefusalRow{"request_signature_invalid", 422, "证书申请没有用其自身的密钥以 ECDSA-SHA256 签名。",
               "The certificate request is not signed by its own key with ECDSA and SHA-256."},
    RefusalRow{"certificate_malformed", 422, "证书格式不对或不符合本平台规范。",
               "The certificate is malformed or not of this platform's form."},
    RefusalRow{"certificate_wrong_issuer", 422, "证书不是由本平台签发。",
               "The certificate was not issued by this platform's authority."},
    RefusalRow{"certificate_not_yet_valid", 422, "证书尚未生效（{0} 起有效）。",
               "The certificate is not valid yet (from {0} on)."},
    RefusalRow{"certificate_expired", 422, "证书已过期（有效期至 {0}）。",
               "The certificate has expired (valid until {0})."},
    RefusalRow{"certificate_wrong_use", 422, "证书的用途不符。",
               "The certificate was issued for another use."},
    RefusalRow{"certificate_outlives_authority", 503, "证书有效期超出平台根证书，须先更换根证书。",
               "The certificate would outlive the platform's own authority, which must be renewed first."},
    RefusalRow{"not_an_authority", 422, "该证书不是签发机构证书。", "The certificate is not an authority's."},
    RefusalRow{"key_pair_mismatch", 422, "私钥与证书不匹配。",
               "The private key does not belong to the certificate."},
    RefusalRow{"malformed_name", 422, "名称含有不允许的字符。",
               "The name has characters that are not allowed."},
    RefusalRow{"malformed_uri", 422, "网址格式不对。", "The address (URI) is malformed."},
    RefusalRow{"malformed_host_name", 422, "主机名或 IP 地址格式不对。",
               "The host name or IP address is malformed."},
    RefusalRow{"revocation_list_malformed", 422, "证书吊销列表格式不对。",
               "The revocation list is malformed."},
    RefusalRow{"revocation_list_wrong_issuer", 422, "证书吊销列表不是由该机构签发。",
               "The revocation list was not signed by this authority."},
    // the log
    RefusalRow{"malformed_note", 422, "签名文本格式不对。", "The signed note is malformed."},
    RefusalRow{"malformed_verifier_key", 422, "日志验证公钥格式不对。",
               "The log's verifier key is malformed."},
    RefusalRow{"note_not_signed", 422, "签名文本没有已知密钥的有效签名。",
               "No known key has signed the note."},
    RefusalRow{"malformed_checkpoint", 422, "日志检查点格式不对。", "The checkpoint is malformed."},
    RefusalRow{"checkpoint_wrong_origin", 422, "日志检查点属于另一日志，应为 {0}。",
               "The checkpoint is of another log: {0} is wanted."},
    RefusalRow{"malformed_witness_request", 400, "见证请求格式不对。", "The witness's request is malformed."},
    RefusalRow{"leaf_out_of_range", 422, "序号超出日志的长度。", "The index lies outside the log."},
    RefusalRow{"sizes_out_of_order", 422, "前一个日志须非空，后一个不得短于前一个。",
               "The earlier log must not be empty nor longer than the later one."},
    RefusalRow{"proof_wrong_length", 422, "证明的长度不对。", "The proof has the wrong length."},
    RefusalRow{"proof_wrong_root", 422, "证明与日志的根不符。", "The proof does not lead to the log's root."},
    RefusalRow{"malformed_tile_path", 404, "没有这个日志分片。", "There is no such tile."},
    RefusalRow{"tile_missing", 503, "日志分片暂缺：{0}。", "A tile of the log is missing: {0}."},
    RefusalRow{"tile_malformed", 422, "日志分片格式不对：{0}。", "A tile of the log is malformed: {0}."},
    RefusalRow{"tile_inconsistent", 422, "日志分片与其下层不符：{0}。",
               "A tile of the log does not fit the level below: {0}."},
    // receipts
    RefusalRow{"receipt_malformed", 422, "回执内容不完整或不规范。",
               "The receipt's content is incomplete or malformed."},
    RefusalRow{"proof_bundle_malformed", 422, "证明文件格式不对。", "The proof file is malformed."},
    // time stamps
    RefusalRow{"time_stamp_malformed", 422, "时间戳格式不对。", "The time stamp is malformed."},
    RefusalRow{"time_stamp_refused", 422, "时间戳机构没有给出时间戳：{0}。",
               "The authority gave no time stamp: {0}."},
    RefusalRow{"time_stamp_of_another", 422, "时间戳针对的是另外的内容或另一次请求。",
               "The time stamp is about other data, or answers another request."},
    RefusalRow{"time_stamp_untrusted", 422, "时间戳不是由所信任的时间戳机构有效签发的。",
               "The time stamp was not validly signed by the time stamp authority that is trusted."},
    // passwords and sealed data
    RefusalRow{"password_too_long", 422, "密码过长，最多 {0} 字节。",
               "The password is too long: at most {0} bytes."},
    RefusalRow{"password_record_malformed", 503, "密码记录无法读取。",
               "The stored password record cannot be read."},
    // passkeys (WebAuthn)
    RefusalRow{"passkey_malformed", 422, "通行密钥的回应格式不对。", "The passkey's answer is malformed."},
    RefusalRow{"passkey_algorithm_not_allowed", 422, "通行密钥必须使用 ES256 算法。",
               "The passkey must use the algorithm ES256."},
    RefusalRow{"passkey_attestation_not_allowed", 422, "不受理这种形式的通行密钥证明。",
               "Attestations of this form are not accepted."},
    RefusalRow{"passkey_challenge_differs", 422, "通行密钥回应的不是本次的质询，请重新操作。",
               "The passkey answered another challenge: please try again."},
    RefusalRow{"passkey_elsewhere", 422, "通行密钥的回应不是在本平台的页面上作出的。",
               "The passkey's answer was not made on this platform's pages."},
    RefusalRow{"passkey_user_not_verified", 422, "通行密钥没有核实使用者（指纹、面容或 PIN）。",
               "The passkey did not verify its user (fingerprint, face or PIN)."},
    RefusalRow{
        "passkey_copied", 422, "这个通行密钥的计数没有前进，可能已被复制，请移除它并重新登记。",
        "This passkey's counter did not move on: it may have been copied. Remove it and register anew."},
    RefusalRow{"sealed_box_broken", 503, "加密数据无法打开：密钥不符或数据已被改动。",
               "The sealed data do not open: another key, or altered data."},
    RefusalRow{"encrypted_secret_malformed", 422, "这不是本程序写出的加密文件，或者文件已损坏。",
               "This is no encrypted file of this program's, or it is damaged."},
    RefusalRow{"passphrase_wrong", 422, "口令不对。", "The passphrase is wrong."},

    // sealed bids
    RefusalRow{"malformed_scalar", 422, "这个数不在 P-256 群的阶以内。",
               "The number is not below the order of P-256's group."},
    RefusalRow{"malformed_point", 422, "这个点不是 P-256 曲线上规范编码的点。",
               "The point is not a well-formed point of the curve P-256."},
    RefusalRow{"malformed_proof", 422, "证明的格式不对。", "The proof is malformed."},
    RefusalRow{"proof_invalid", 422, "证明不成立。", "The proof does not hold."},
    RefusalRow{"envelope_not_encrypted", 422, "这不是加密文件：请先用本标段的证书 lot.crt 加密，再上传。",
               "This is not encrypted: seal it to the lot's certificate, lot.crt, before it is uploaded."},
    RefusalRow{
        "envelope_malformed", 422,
        "加密文件格式不对或不完整：须为一个 DER 编码的 CMS 信封（openssl 请加 -outform "
        "DER），其后不能有其他内容。",
        "The sealed file is malformed or incomplete: it must be one CMS envelope in DER (with openssl: "
        "-outform DER), and nothing after it."},
    RefusalRow{"envelope_algorithms", 422,
               "加密文件使用的算法不在允许之列：须为 P-256 密钥协商（SHA-2 派生）、AES-256 密钥包装和 "
               "AES-256-GCM 或 CBC。",
               "The sealed file uses algorithms that are not listed: P-256 key agreement with a SHA-2 key "
               "derivation, AES-256 key wrap, and AES-256 in GCM or CBC."},
    RefusalRow{
        "envelope_recipients", 422, "加密文件须只有一个接收者，并以证书的颁发者和序列号指明。",
        "The sealed file must have one recipient alone, named by its certificate's issuer and number."},
    RefusalRow{"envelope_does_not_open", 422,
               "加密文件用约定的点打不开：它被改动过，或不是为这个标段加密的。",
               "The sealed file does not open with the agreed point: it was altered, or not sealed for this "
               "lot."},
    RefusalRow{"signed_malformed", 422,
               "信封里的内容须是带签名的 CMS（SignedData），含正文、一个签名和签名者的一张证书。",
               "What is inside the envelope must be CMS SignedData with its contents, one signature and its "
               "signer's certificate."},
    RefusalRow{"signed_algorithms", 422, "信封里的签名须用 SHA-256 与 ECDSA。",
               "The signature inside the envelope must be ECDSA with SHA-256."},
    RefusalRow{"closing_list_malformed", 422, "截止清单格式不对。", "The closing list is malformed."},
    RefusalRow{"closing_of_another", 422, "这是另一个标段或另一阶段的截止清单。",
               "The closing list is another lot's or stage's."},
    RefusalRow{"closing_not_logged", 422, "截止清单与公开日志所记的不符。",
               "The closing list is not the one that the log carries."},
    RefusalRow{"release_too_early", 422, "外部见证人确认的时间还没有到开标时间。",
               "By the outside witnesses' time the opening has not come."},
    RefusalRow{"too_few_witnesses", 422, "确认截止清单的外部见证人不够。",
               "Too few outside witnesses have cosigned the closing list."},
    RefusalRow{"ceremony_malformed", 422, "密钥仪式的内容格式不对。", "The ceremony's message is malformed."},
    RefusalRow{"ceremony_of_another", 422, "这是另一场密钥仪式或另一位开标人的内容。",
               "The message is another ceremony's or another officer's."},
    RefusalRow{"commitments_differ", 422, "公布的承诺与先前宣告的摘要不符。",
               "The commitments are not those that were announced."},
    RefusalRow{"dealing_wrong_degree", 422, "承诺的个数与门限不符。",
               "The number of commitments is not the threshold."},
    RefusalRow{"lot_key_malformed", 422, "这不是本平台为标段签发的加密证书。",
               "This is no certificate that the platform issued for a lot's bids."},
    RefusalRow{"transcript_malformed", 422, "密钥仪式的纪要格式不对。",
               "The ceremony's transcript is malformed."},
    RefusalRow{"parts_malformed", 422, "解密份额的格式不对。", "The parts are malformed."},
    RefusalRow{"parts_of_another", 422, "这是为另一份截止清单或由另一位持有人作出的解密份额。",
               "The parts were made for another closing list, or by another holder."},
    RefusalRow{"too_few_submissions", 422, "截止时完整提交的投标不足 {0} 份，不得开标。",
               "Fewer than {0} bids were complete at the deadline: nothing is opened."},
    RefusalRow{"share_invalid", 422, "份额与公布的承诺不符。",
               "The share does not fit the published commitments."},
};

}  // namespace

std::span<const RefusalRow> crypto_refusals() {
    return rows;
}

}  // namespace daylit
