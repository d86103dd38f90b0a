// What a program that reads hostile bytes keeps of its rights: to read its input, write its output, compute,
// and end.
#pragma once

namespace daylit::parser {

// For good, and for every thread that there is: no more files, sockets, processes, threads or programs, no
// memory that can be executed, no look at it from outside, no core dump; the end when the parent ends.
// Whatever else it tries the kernel ends it for (SIGSYS). Closes everything but 0, 1 and 2; the standard
// output may not be a file. Memory and processor time are bounded.
//
// Throws std::system_error where any of it cannot be had: nothing may be read then.
void give_up_rights();

}  // namespace daylit::parser
