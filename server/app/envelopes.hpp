// Sealed bids are read elsewhere: bytes that a stranger sealed are never parsed where keys and rows are. Use
// cases know only this.
//
// Refusals: those of crypto/sealing/{envelope,opening,signed_contents}.hpp, which are the envelope's fault;
// and two that say nothing about it: envelope_reader_failed, where the reader is away, ended, or was too
// slow, and envelope_reader_busy, where it would have to wait for others and whoever asks must not.
#pragma once

#include "crypto/digest.hpp"
#include "crypto/sealing/envelope.hpp"

namespace daylit::app {

// Whoever answers a request holds a thread that others need: it asks in passing. What opens bids waits for
// its turn.
enum class Patience { in_passing, waits };

struct CheckedEnvelope {
    sealing::Envelope envelope;
    Digest digest;  // SHA-256 of all its bytes
};

struct OpenedContents {
    std::string signer;  // a certificate in DER that a stranger chose: look it up by its SHA-256
    Digest digest;       // SHA-256 of the contents
    std::uint64_t size = 0;
};

// May be used by several threads at once. Source and sink are called on the caller's thread; what they throw
// is thrown.
class Envelopes {
public:
    virtual ~Envelopes() = default;

    // Reads the source until it gives nothing more, or until the envelope is refused.
    virtual Result<CheckedEnvelope> check(const sealing::ByteSource& source, Patience patience) = 0;

    // Opens what the source gives, which is the very envelope that was checked, with the agreed point
    // (crypto/sealing/opening.hpp). The contents go to the sink as they are read: they count only when it
    // ends well, and are to be forgotten otherwise.
    virtual Result<OpenedContents> open(const sealing::Envelope& envelope, const sealing::Point& agreed,
                                        const sealing::ByteSource& source, const sealing::ByteSink& sink,
                                        Patience patience) = 0;
};

}  // namespace daylit::app
