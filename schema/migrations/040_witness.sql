-- One row: the checkpoint that the public sees, with the cosignatures of outside witnesses. It follows `checkpoint`,
-- which the log's key alone has signed, as soon as enough witnesses have cosigned.
CREATE TABLE published_checkpoint (
    id BIGINT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    note BLOB NOT NULL
);
