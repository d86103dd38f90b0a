// Where contents go as they come: straight into a file that the person chose, where the browser can do that, or into a Blob
// that is saved at the end. What is dropped leaves nothing.
import type { Bytes } from "../crypto/bytes";
import { pieceBytes } from "../sealing/pieces";

export interface Target {
    write(piece: Bytes): Promise<void>;
    keep(): Promise<Blob | null>; // to be saved yet, where it is no file already
    drop(): Promise<void>;
}

class FileTarget implements Target {
    constructor(private readonly stream: FileSystemWritableFileStream) {}
    write(piece: Bytes): Promise<void> {
        return this.stream.write(piece);
    }
    async keep(): Promise<null> {
        await this.stream.close();
        return null;
    }
    drop(): Promise<void> {
        return this.stream.abort();
    }
}

const atOnce = 16; // pieces, before the browser gets them as a Blob, which it may keep on the disk

class BlobTarget implements Target {
    private readonly blobs: Blob[] = [];
    private pieces: Bytes[] = [];

    write(piece: Bytes): Promise<void> {
        this.pieces.push(piece);
        if (this.pieces.length === atOnce || piece.length < pieceBytes) {
            this.blobs.push(new Blob(this.pieces));
            this.pieces = [];
        }
        return Promise.resolve();
    }
    keep(): Promise<Blob> {
        return Promise.resolve(new Blob([...this.blobs, ...this.pieces], { type: "application/octet-stream" }));
    }
    drop(): Promise<void> {
        this.blobs.splice(0);
        this.pieces = [];
        return Promise.resolve();
    }
}

export async function targetOf(file: FileSystemFileHandle | null): Promise<Target> {
    return file ? new FileTarget(await file.createWritable()) : new BlobTarget();
}

type Chooser = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

// The file that the person chooses; null where this browser lets nobody choose, and "cancelled".
export async function chooseFile(suggestedName: string): Promise<FileSystemFileHandle | null | "cancelled"> {
    const choose = (window as { showSaveFilePicker?: Chooser }).showSaveFilePicker;
    if (!choose) {
        return null;
    }
    try {
        return await choose.call(window, { suggestedName });
    } catch (error) {
        if ((error as { name?: unknown }).name === "AbortError") {
            return "cancelled";
        }
        throw error;
    }
}

// A name that every system takes.
export function fileName(...words: string[]): string {
    return words.join("-").replace(/[\\/:*?"<>|\s]+/g, "_");
}
