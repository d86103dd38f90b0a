-- The platform's pulse, and the outages that it showed.

-- Each server process says once a second that it lives and commits. `settled`: every signed act that reached it before
-- this procedure moment is decided, and the slow ones among them are outages below.
CREATE TABLE pulse (
    server VARCHAR(64) NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    procedure_at BIGINT NOT NULL,
    settled BIGINT NOT NULL
);

-- Stored by the transaction of the first pulse after it, or of a probe's report. Moments by both clocks.
CREATE TABLE outage (
    id VARCHAR(26) NOT NULL PRIMARY KEY,
    cause VARCHAR(32) NOT NULL,
    reporter VARCHAR(80) NOT NULL,
    wall_from BIGINT NOT NULL,
    wall_to BIGINT NOT NULL,
    procedure_from BIGINT NOT NULL,
    procedure_to BIGINT NOT NULL,
    lasted BIGINT NOT NULL,
    found_at BIGINT NOT NULL,
    KEY by_procedure_to (procedure_to),
    KEY by_found_at (found_at)
);

-- Each outside probe and its last completed act (stream "probe:<person>"); state auction::ProbeState.
CREATE TABLE probe (
    person CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    completed_at BIGINT NOT NULL,
    completed_procedure_at BIGINT NOT NULL,
    state LONGBLOB NOT NULL
);
