// Before anything else is loaded: what is measured is the release build, on a disk (/tmp may be memory).
process.env.DAYLIGHT_BIN ??= 'build/release/bin';
process.env.TMPDIR ??= '/var/tmp';
