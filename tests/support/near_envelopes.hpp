// Sealed bids read in the test's own process, by the code that the parser program runs.
#pragma once

#include "server/app/envelopes.hpp"
#include "server/parser/reading.hpp"

namespace daylit::testing_support {

class NearEnvelopes : public app::Envelopes {
public:
    Result<app::CheckedEnvelope> check(const sealing::ByteSource& source,
                                       app::Patience /*patience*/) override {
        auto checked = parser::check_envelope(source);
        if (!checked) {
            return checked.refusal();
        }
        return app::CheckedEnvelope{checked->envelope, checked->digest};
    }
    Result<app::OpenedContents> open(const sealing::Envelope& envelope, const sealing::Point& agreed,
                                     const sealing::ByteSource& source, const sealing::ByteSink& sink,
                                     app::Patience /*patience*/) override {
        auto contents = parser::Opener().open(envelope, agreed, source, sink);
        if (!contents) {
            return contents.refusal();
        }
        return app::OpenedContents{contents->signer.der(), contents->digest, contents->size};
    }
};

}  // namespace daylit::testing_support
