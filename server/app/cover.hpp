// Cover leaves: events that mean nothing, in a stream of their own, which the public cannot tell from others
// since a leaf is a salted digest alone. They come at random moments in random numbers, whatever else
// happens, so that the log's growth does not tell when somebody applied or sealed a bid.
//
// They are events, not bare random leaves, so that every leaf of the log stays the digest of a stored event
// whose chain can be checked: the operator's tools see the stream's name.
#pragma once

#include "server/app/services.hpp"

namespace daylit::app {

constexpr const char* cover_stream = "cover";

// Adds as many as one transaction of a real procedure would: 1 to 6, few more often than many. Tells how
// many.
int add_cover(const Services& services);

// The pause until the next time: exponentially distributed around the mean (what has just happened tells
// nothing about when the next comes), at most ten times the mean.
Milliseconds next_cover_pause(Random& random, Milliseconds mean);

}  // namespace daylit::app
