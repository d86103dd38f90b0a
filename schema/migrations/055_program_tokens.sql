-- Tokens of programs that act in a person's name, and when each was last used.

CREATE TABLE program_token (
    id CHAR(26) NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    phase VARCHAR(16) NOT NULL,
    person CHAR(26) NOT NULL,
    digest BINARY(32) NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT NULL,
    state LONGBLOB NOT NULL,
    row_seal BINARY(32) NOT NULL DEFAULT '',
    UNIQUE KEY by_digest (digest),
    KEY by_person (person, made_at)
);

CREATE TABLE program_token_use (
    token CHAR(26) NOT NULL PRIMARY KEY,
    last_at BIGINT NOT NULL
);
