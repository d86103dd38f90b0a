// A time stamp authority by the stock openssl command: a root, certificates for stamps under it, and answers
// to requests.
#pragma once

#include "tests/crypto/openssl_command.hpp"

namespace daylit::testing {

constexpr const char* stamp_authority_config =
    "[req]\ndistinguished_name = dn\nprompt = no\n[dn]\nCN = Stamps\n"
    "[ca]\ndefault_ca = it\n"
    "[it]\ndatabase = index.txt\nserial = serial\nnew_certs_dir = .\ndefault_md = sha256\npolicy = any\n"
    "unique_subject = no\n[any]\ncommonName = supplied\n"
    "[root]\nbasicConstraints = critical,CA:TRUE\nkeyUsage = critical,keyCertSign,cRLSign\n"
    "subjectKeyIdentifier = hash\n"
    "[stamps]\nbasicConstraints = critical,CA:FALSE\nkeyUsage = critical,digitalSignature\n"
    "extendedKeyUsage = critical,timeStamping\nsubjectKeyIdentifier = hash\n"
    "authorityKeyIdentifier = keyid\n"
    "[lax]\nbasicConstraints = critical,CA:FALSE\nkeyUsage = critical,digitalSignature\n"
    "extendedKeyUsage = timeStamping\n"
    "[also]\nbasicConstraints = critical,CA:FALSE\nkeyUsage = critical,digitalSignature\n"
    "extendedKeyUsage = critical,timeStamping,clientAuth\n"
    "[tsa]\ndefault_tsa = one\n"
    "[one]\nserial = stamps\ndefault_policy = 1.2.3.4.1\ndigests = sha256, sha512\n"
    "ordering = yes\ntsa_name = yes\ness_cert_id_chain = no\nclock_precision_digits = 3\n";

class StampAuthority {
public:
    // "20250101000000Z": from and until when root and certificates are valid.
    explicit StampAuthority(std::string from = "20200101000000Z", std::string until = "20500101000000Z")
        : from_(std::move(from)), until_(std::move(until)) {
        folder.write("tsa.cnf", stamp_authority_config);
        folder.write("index.txt", "");
        folder.write("serial", "01\n");
        folder.write("stamps", "01\n");
        make_root("ca");
        make("tsa", "stamps");
    }

    CommandOutcome run(const std::string& arguments) const {
        return run_openssl(folder.path().string(), arguments);
    }
    void must(const std::string& arguments) const {
        const auto done = run(arguments);
        if (done.status != 0) {
            throw std::runtime_error("openssl " + arguments + ":\n" + done.output);
        }
    }

    void make_root(const std::string& name) const {
        make_request(name, "ec -pkeyopt ec_paramgen_curve:prime256v1");
        certify(name, "-selfsign -keyfile " + name + ".key -extensions root");
    }
    // A certificate under "ca" by a section of the configuration.
    void make(const std::string& name, const std::string& section,
              const std::string& key = "ec -pkeyopt ec_paramgen_curve:prime256v1") const {
        make_request(name, key);
        certify(name, "-cert ca.pem -keyfile ca.key -extensions " + section);
    }
    std::string root() const { return folder.read("ca.pem"); }

    // The answer to a request in DER; `more` are further options of `openssl ts -reply`.
    std::string answer(std::string_view request, const std::string& signer = "tsa",
                       const std::string& more = "-sha256") const {
        folder.write("request.tsq", request);
        must("ts -reply -config tsa.cnf -queryfile request.tsq -signer " + signer + ".pem -inkey " + signer +
             ".key " + more + " -out answer.tsr");
        return folder.read("answer.tsr");
    }

    const CommandFolder folder;

private:
    void make_request(const std::string& name, const std::string& key) const {
        must("req -new -newkey " + key + " -nodes -keyout " + name +
             ".key -config tsa.cnf -subj '/CN=" + name + "' -out " + name + ".csr");
    }
    void certify(const std::string& name, const std::string& by) const {
        must("ca -batch -notext -config tsa.cnf " + by + " -in " + name + ".csr -startdate " + from_ +
             " -enddate " + until_ + " -out " + name + ".pem");
    }

    std::string from_;
    std::string until_;
};

}  // namespace daylit::testing
