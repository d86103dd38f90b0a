// Before anything else is loaded: what is measured is the release build, on a disk (/tmp may be memory). nginx is the one
// that scripts/setup unpacked, where it is there.
import {resolve} from 'node:path';

process.env.DAYLIGHT_BIN ??= 'build/release/bin';
process.env.TMPDIR ??= '/var/tmp';
process.env.PATH = `${resolve('build/nginx/usr/sbin')}:${process.env.PATH}`;
