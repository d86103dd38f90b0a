// Starts an embedded database in the folder that is named, says so, and waits to be killed.
#include "server/embedded/embedded_database.hpp"

#include <unistd.h>

#include <iostream>

int main(int count, char** arguments) {
    if (count != 2) {
        return 2;
    }
    daylit::embedded::EmbeddedDatabase database({arguments[1], 32});
    daylit::schema::prepare_database(database.start());
    std::cout << "ready " << database.process_id() << std::endl;
    for (;;) {
        ::pause();
    }
}
