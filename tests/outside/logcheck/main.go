// Checks a live log with the Go checksum database's own libraries (golang.org/x/mod/sumdb, unmodified, from Debian's
// golang-golang-x-mod-dev): none of Daylight's code has a part in it.
//
//	logcheck -url https://host/log -ca ca.pem -key VKEY [-witness VKEY]… [-old FILE] [-proof FILE -digest HEX] [-save FILE]
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(v string) error { *l = append(*l, v); return nil }

func need(err error, what string) {
	if err != nil {
		log.Fatalf("%s: %v", what, err)
	}
}

func demand(holds bool, what string) {
	if !holds {
		log.Fatal(what)
	}
}

// The log's files over HTTPS, as tlog.TileHashReader wants them. tlog-tiles leaves the tile height out of the path.
type files struct {
	prefix string
	client *http.Client
}

func (f files) get(name string) []byte {
	reply, err := f.client.Get(f.prefix + "/" + name)
	need(err, name)
	defer reply.Body.Close()
	body, err := io.ReadAll(io.LimitReader(reply.Body, 1<<20))
	need(err, name)
	demand(reply.StatusCode == 200, fmt.Sprintf("%s: status %d", name, reply.StatusCode))
	if strings.HasPrefix(name, "tile/") {
		demand(strings.Contains(reply.Header.Get("Cache-Control"), "immutable"), name+" may be cached for good")
	}
	return body
}

func place(n int64, w int) string {
	text := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		text = fmt.Sprintf("x%03d/%s", n%1000, text)
	}
	if w != 256 {
		text += fmt.Sprintf(".p/%d", w)
	}
	return text
}

func (f files) Height() int { return 8 }
func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		all = append(all, f.get(fmt.Sprintf("tile/%d/%s", t.L, place(t.N, t.W))))
	}
	return all, nil
}
func (f files) SaveTiles([]tlog.Tile, [][]byte) {}

// A witness's cosignature (C2SP tlog-cosignature) as a note.Verifier.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(vkey string) witness {
	parts := strings.SplitN(vkey, "+", 3)
	demand(len(parts) == 3, "a witness key has three parts")
	key, err := base64.StdEncoding.DecodeString(parts[2])
	need(err, "witness key")
	demand(len(key) == 33 && key[0] == 4, "a witness key is Ed25519 for cosignatures")
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	demand(hex.EncodeToString(sum[:4]) == parts[1], "a witness key has its own id")
	return witness{parts[0], binary.BigEndian.Uint32(sum[:4]), key[1:]}
}
func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	head := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig[:8]))
	return ed25519.Verify(w.key, append([]byte(head), msg...), sig[8:])
}

func open(msg []byte, logKey note.Verifier, witnesses []witness) (*note.Note, tlog.Tree) {
	known := []note.Verifier{logKey}
	for _, w := range witnesses {
		known = append(known, w)
	}
	opened, err := note.Open(msg, note.VerifierList(known...))
	need(err, "note.Open")
	signers := map[string]bool{}
	for _, s := range opened.Sigs {
		signers[s.Name] = true
	}
	demand(signers[logKey.Name()], "the log signed the checkpoint")
	lines := strings.Split(opened.Text, "\n")
	demand(len(lines) >= 4 && lines[0] == logKey.Name(), "the checkpoint's origin is the log")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	need(err, "size")
	root, err := base64.StdEncoding.DecodeString(lines[2])
	need(err, "root")
	tree := tlog.Tree{N: size}
	demand(copy(tree.Hash[:], root) == len(tree.Hash), "a root has 32 bytes")
	return opened, tree
}

// Every leaf, from the entry bundles, against the tiles that TileHashReader has proved to hang from the root.
func checkLeaves(f files, tree tlog.Tree, hashes tlog.HashReader) [][]byte {
	var leaves [][]byte
	for n := int64(0); n*256 < tree.N; n++ {
		width := tree.N - n*256
		if width > 256 {
			width = 256
		}
		bundle := f.get("tile/entries/" + place(n, int(width)))
		var indexes []int64
		for i := int64(0); i < width; i++ {
			demand(len(bundle) >= 34 && bundle[0] == 0 && bundle[1] == 32, "an entry is 32 bytes after its length")
			leaves = append(leaves, bundle[2:34])
			bundle = bundle[34:]
			indexes = append(indexes, tlog.StoredHashIndex(0, n*256+i))
		}
		demand(len(bundle) == 0, "a bundle ends with its last entry")
		stored, err := hashes.ReadHashes(indexes)
		need(err, "tiles")
		for i, hash := range stored {
			demand(tlog.RecordHash(leaves[n*256+int64(i)]) == hash, "a leaf hashes to its tile's hash")
		}
	}
	return leaves
}

// A c2sp.org/tlog-proof@v1 file about an event's digest.
func checkProof(text []byte, digest []byte, logKey note.Verifier, witnesses []witness) {
	head, checkpoint, found := bytes.Cut(text, []byte("\n\n"))
	demand(found, "a proof has an empty line")
	lines := strings.Split(string(head), "\n")
	demand(lines[0] == "c2sp.org/tlog-proof@v1", "a proof names its format")
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	need(err, "index")
	var proof tlog.RecordProof
	for _, line := range lines[2:] {
		hash, err := tlog.ParseHash(line)
		need(err, "proof")
		proof = append(proof, hash)
	}
	_, tree := open(checkpoint, logKey, witnesses)
	need(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(digest)), "tlog.CheckRecord")
	fmt.Printf("proof of record %d under %d records\n", index, tree.N)
}

func main() {
	log.SetFlags(0)
	var keys list
	url := flag.String("url", "", "")
	ca := flag.String("ca", "", "")
	key := flag.String("key", "", "")
	flag.Var(&keys, "witness", "")
	old := flag.String("old", "", "")
	proof := flag.String("proof", "", "")
	digest := flag.String("digest", "", "")
	save := flag.String("save", "", "")
	flag.Parse()

	pem, err := os.ReadFile(*ca)
	need(err, "ca")
	pool := x509.NewCertPool()
	demand(pool.AppendCertsFromPEM(pem), "an authority's certificate")
	f := files{*url, &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool}}}}
	logKey, err := note.NewVerifier(*key)
	need(err, "note.NewVerifier")
	var witnesses []witness
	for _, k := range keys {
		witnesses = append(witnesses, newWitness(k))
	}

	msg := f.get("checkpoint")
	opened, tree := open(msg, logKey, witnesses)
	for _, w := range witnesses {
		cosigned := false
		for _, s := range opened.Sigs {
			cosigned = cosigned || (s.Name == w.name && s.Hash == w.hash)
		}
		demand(cosigned, w.name+" has not cosigned")
		fmt.Printf("cosigned by %s\n", w.name)
	}
	hashes := tlog.TileHashReader(tree, f)
	leaves := checkLeaves(f, tree, hashes)
	for _, index := range []int64{0, tree.N / 2, tree.N - 1} {
		path, err := tlog.ProveRecord(tree.N, index, hashes)
		need(err, "tlog.ProveRecord")
		need(tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(leaves[index])), "tlog.CheckRecord")
	}
	fmt.Printf("%d records, each in its tile, the tree under its root\n", tree.N)
	if *old != "" {
		kept, err := os.ReadFile(*old)
		need(err, "old")
		_, before := open(kept, logKey, nil)
		path, err := tlog.ProveTree(tree.N, before.N, hashes)
		need(err, "tlog.ProveTree")
		need(tlog.CheckTree(path, tree.N, tree.Hash, before.N, before.Hash), "tlog.CheckTree")
		fmt.Printf("continues the %d records of before\n", before.N)
	}
	if *proof != "" {
		text, err := os.ReadFile(*proof)
		need(err, "proof")
		event, err := hex.DecodeString(*digest)
		need(err, "digest")
		checkProof(text, event, logKey, witnesses)
	}
	if *save != "" {
		need(os.WriteFile(*save, msg, 0600), "save")
	}
}
