package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.StringDataType;

/**
 * The content of a table at one time, open for reading by any threads. It counts those who use it, its owner included, and closes
 * when the last one has released it.
 */
final class Index {

    /** Of what is written below; an index of another format is as good as none. */
    private static final String FORMAT = "fingerpost alias index 1";
    private static final String ENTRIES = "entries";
    private static final String ABOUT = "about";
    private static final String ABOUT_FORMAT = "format";
    private static final String ABOUT_SOURCE = "source";
    private static final String ABOUT_FORM = "form";

    private final MVStore store;
    private final MVMap<String, String> entries;
    private final String source;
    private final String form;
    private final AtomicInteger users = new AtomicInteger(1);

    private Index(MVStore store) throws IOException {
        this.store = store;
        MVMap<String, String> about = map(store, ABOUT);
        if (!FORMAT.equals(about.get(ABOUT_FORMAT))) {
            throw new IOException("the index is of another format");
        }
        this.source = about.get(ABOUT_SOURCE);
        this.form = about.get(ABOUT_FORM);
        this.entries = map(store, ENTRIES);
    }

    /** @throws IOException if it is absent, damaged or of another format */
    static Index open(Path file) throws IOException {
        IndexFile opened = new IndexFile(file);
        try {
            return new Index(new MVStore.Builder().adoptFileStore(opened).readOnly().open());
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e instanceof IOException io ? io : new IOException("the index is damaged, or no index", e);
        }
    }

    /** An index that is in no file. */
    static Index inMemory(SortedMap<String, String> entries, String source, String form) throws IOException {
        MVStore store = new MVStore.Builder().autoCommitDisabled().open();
        fill(store, entries, source, form);
        return new Index(store);
    }

    /**
     * Puts a new index in the place of {@code file}, durably and at once. It can be read by those who can read {@code like}.
     *
     * @param source what {@link #source()} is to say
     * @param form   what {@link #form()} is to say
     */
    static void write(Path file, SortedMap<String, String> entries, String source, String form, Path like) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        Path temporary = Files.createTempFile(directory, file.getFileName() + ".", ".tmp");
        try {
            try (MVStore store = new MVStore.Builder().fileName(temporary.toString()).autoCommitDisabled().open()) {
                fill(store, entries, source, form);
                store.commit();
            } catch (MVStoreException e) {
                throw new IOException(e.getMessage(), e);
            }
            copyPermissions(like, temporary);
            Durably.rename(temporary, file);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void fill(MVStore store, SortedMap<String, String> content, String source, String form) {
        MVMap<String, String> entries = map(store, ENTRIES);
        content.forEach(entries::append);
        MVMap<String, String> about = map(store, ABOUT);
        about.put(ABOUT_SOURCE, source);
        about.put(ABOUT_FORM, form);
        about.put(ABOUT_FORMAT, FORMAT);
    }

    /** Strings only: MVStore's default would deserialise whatever objects the file names. */
    private static MVMap<String, String> map(MVStore store, String name) {
        StringDataType string = StringDataType.INSTANCE;
        return store.openMap(name, new MVMap.Builder<String, String>().keyType(string).valueType(string));
    }

    /** A file that is not there lets its owner write and its group read, as with sendmail. */
    private static void copyPermissions(Path from, Path to) throws IOException {
        if (Files.notExists(from)) {
            Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-r-----"));
            return;
        }
        PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (view != null) {
            Files.setPosixFilePermissions(to, view.readAttributes().permissions());
        }
    }

    /** Which text it was made of: {@link Stamp#ofContent}. */
    String source() {
        return source;
    }

    /** How that text was read: {@link SourceForm#toString}. */
    String form() {
        return form;
    }

    /**
     * Null if the key is absent.
     *
     * @throws MVStoreException if the file turns out to be damaged
     */
    String get(String key) {
        return entries.get(key);
    }

    /** All keys and values, in the order of the keys. */
    void forEach(BiConsumer<String, String> action) {
        entries.cursor(null).forEachRemaining(key -> action.accept(key, entries.get(key)));
    }

    /** To be released if true; false if the index has been closed, then there is a newer one. */
    boolean acquire() {
        return users.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            store.closeImmediately();
        }
    }
}
