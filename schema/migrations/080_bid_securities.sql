-- References of bid securities that open letters have named, and what each organisation watches.

CREATE TABLE security_reference (
    reference VARCHAR(32) NOT NULL PRIMARY KEY,
    lot CHAR(26) NOT NULL,
    submission CHAR(26) NOT NULL,
    row_seal BINARY(32) NOT NULL DEFAULT ''
);

CREATE TABLE tender_watch (
    id CHAR(64) NOT NULL PRIMARY KEY,
    box LONGBLOB NOT NULL,
    row_seal BINARY(32) NOT NULL DEFAULT ''
);

ALTER TABLE bank_line ADD KEY by_payers_reference (reference);
