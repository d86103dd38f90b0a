# cmake -DFOLDER=… -DOUTPUT=… -P embed_migrations.cmake: writes a C++ file with the bytes of each NNN_name.sql.
file(GLOB files ${FOLDER}/*.sql)
list(SORT files)
set(rows "")
foreach(file IN LISTS files)
    get_filename_component(name ${file} NAME_WE)
    if(NOT name MATCHES "^([0-9][0-9][0-9])_[a-z0-9_]+$")
        message(FATAL_ERROR "${file}: a migration is called NNN_name.sql")
    endif()
    string(REGEX REPLACE "^0+" "" number ${CMAKE_MATCH_1})
    file(READ ${file} sql)
    string(APPEND rows "    Migration{${number}, \"${name}\", R\"sql(${sql})sql\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// Written by embed_migrations.cmake.
#include \"schema/migrations.hpp\"

namespace daylit::schema {

namespace {

constexpr Migration embedded[] = {
${rows}};

}  // namespace

std::span<const Migration> migrations() {
    return embedded;
}

}  // namespace daylit::schema
")
