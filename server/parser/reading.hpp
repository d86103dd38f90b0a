// The work of the parser program: what arrives piece by piece is read in memory that does not grow with it.
#pragma once

#include "crypto/sealing/opening.hpp"
#include "crypto/sealing/signed_contents.hpp"

#include <memory>

namespace daylit::parser {

struct Checked {
    sealing::Envelope envelope;
    Digest digest;  // of all that was read
};

// Refusals: those of crypto/sealing/envelope.hpp.
Result<Checked> check_envelope(const sealing::ByteSource& source);

// Opens an envelope and reads the signed contents in it, both at once: a thread of its own opens, the
// caller's reads. That thread is there from the beginning, since a program that has given up its rights
// starts none.
class Opener {
public:
    Opener();
    ~Opener();
    Opener(const Opener&) = delete;
    Opener& operator=(const Opener&) = delete;

    // Once. `source` is read on the other thread, to the envelope's end even where its contents are no signed
    // ones by then: whether the envelope opens comes first among the refusals (those of opening.hpp, then
    // those of signed_contents.hpp). What the sink was given counts only when this ends well. What source or
    // sink throw is thrown.
    Result<sealing::SignedContents> open(const sealing::Envelope& envelope, const sealing::Point& agreed,
                                         sealing::ByteSource source, const sealing::ByteSink& sink);

private:
    class Joint;
    std::unique_ptr<Joint> joint_;
};

}  // namespace daylit::parser
