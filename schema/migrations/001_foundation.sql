-- Events and their log, kept answers, blobs, and the platform's own pulse.
--
-- In all migrations: text is VARCHAR or CHAR in the database's own collation, which is utf8mb4, binary and without
-- padding, so that it is compared byte by byte and comes back as it went in; ids, digests and names that are searched
-- have a length, everything else is a LONGBLOB. Whole numbers, truths and moments (milliseconds since 1970) are BIGINT.

CREATE TABLE event (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    stream VARCHAR(80) NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor VARCHAR(80) NOT NULL,
    type VARCHAR(64) NOT NULL,
    version BIGINT NOT NULL,
    body LONGBLOB NOT NULL,
    digest BINARY(32) NOT NULL,
    UNIQUE KEY by_stream (stream, seq),
    UNIQUE KEY by_digest (digest)
);

CREATE TABLE stream_head (
    stream VARCHAR(80) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    digest BINARY(32) NULL,
    at BIGINT NULL
);

-- Committed events that have no leaf number yet.
CREATE TABLE pending_leaf (
    event_id BIGINT NOT NULL PRIMARY KEY
);

CREATE TABLE leaf (
    leaf_index BIGINT NOT NULL PRIMARY KEY,
    event_id BIGINT NOT NULL,
    digest BINARY(32) NOT NULL,
    UNIQUE KEY by_event (event_id),
    UNIQUE KEY by_digest (digest)
);

CREATE TABLE tile (
    level BIGINT NOT NULL,
    tile_index BIGINT NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (level, tile_index)
);

-- One row: the checkpoint that is published now.
CREATE TABLE checkpoint (
    id BIGINT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    note BLOB NOT NULL
);

CREATE TABLE checkpoint_history (
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    size BIGINT NOT NULL,
    note BLOB NOT NULL
);

CREATE TABLE idempotency_key (
    actor VARCHAR(80) NOT NULL,
    idempotency_key VARCHAR(64) NOT NULL,
    request BINARY(32) NOT NULL,
    claimed_at BIGINT NOT NULL,
    status BIGINT NULL,
    body LONGBLOB NULL,
    PRIMARY KEY (actor, idempotency_key),
    KEY by_claim (claimed_at)
);

CREATE TABLE blob_chunk (
    `blob` BINARY(32) NOT NULL,
    chunk_index BIGINT NOT NULL,
    bytes MEDIUMBLOB NOT NULL,
    PRIMARY KEY (`blob`, chunk_index)
);

-- When each server process last said that it lives.
CREATE TABLE heartbeat (
    server VARCHAR(64) NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);

-- How procedure time runs in a demonstration (server/app): each anchor holds from its real moment on.
CREATE TABLE clock_anchor (
    id BIGINT NOT NULL PRIMARY KEY,
    real_at BIGINT NOT NULL,
    procedure_at BIGINT NOT NULL,
    rate BIGINT NOT NULL,
    slow_from BIGINT NULL,
    slow_rate BIGINT NULL
);
