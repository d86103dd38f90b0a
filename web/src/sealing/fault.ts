// What this browser refuses by itself, with the same stable codes as the server and `daylight seal`.
export interface Finding {
    code: string;
    field: string;
    values: string[];
}

export class SealingFault extends Error {
    constructor(
        readonly code: string,
        readonly field = "",
        readonly values: string[] = [],
    ) {
        super(field ? `${code} ${field}` : code);
        this.name = "SealingFault";
    }
}
