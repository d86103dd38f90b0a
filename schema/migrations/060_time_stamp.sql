-- Checkpoints of the log as an outside authority stamped them (RFC 3161), by the size of their tree.
CREATE TABLE time_stamp (
    size BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    note BLOB NOT NULL,
    response BLOB NOT NULL,
    row_seal BINARY(32) NOT NULL DEFAULT ''
);
