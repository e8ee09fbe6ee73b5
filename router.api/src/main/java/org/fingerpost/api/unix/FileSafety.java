package org.fingerpost.api.unix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Says whether a file that steers mail can be changed only by those who may: whoever can write it, or exchange it, decides who
 * gets mail and which programs run. The rules are those of sendmail's option {@code DontBlameSendmail}; {@link Excuse} has its
 * words. Immutable; any thread.
 *
 * <p>Looked at are the file behind all links and every folder that the system goes through on the way, those of links included.
 * A folder is unsafe if its group or anybody can write it, or if it belongs to somebody who is not trusted. A folder with the
 * sticky bit lets nobody exchange what belongs to somebody else; a folder of a trusted user in it is therefore safe, but not a
 * file, unless {@link Excuse#TRUST_STICKY_BIT} says so.
 *
 * @param excuses what the operator lets pass
 */
public record FileSafety(Set<Excuse> excuses) {

    /** Nothing is let pass. */
    public static final FileSafety STRICT = new FileSafety(Set.of());

    /** The word that takes back all before it. */
    private static final String SAFE = "safe";

    public FileSafety {
        excuses = Set.copyOf(excuses);
    }

    /**
     * The value of the option: words with anything but letters between them; case does not matter.
     *
     * @throws IllegalArgumentException if a word is unknown; the message is one line that names it and the word next to it
     */
    public static FileSafety parse(String option) {
        Set<Excuse> excuses = EnumSet.noneOf(Excuse.class);
        for (String word : option.split("[^A-Za-z0-9_]+")) {
            if (word.equalsIgnoreCase(SAFE)) {
                excuses.clear();
            } else if (!word.isEmpty()) {
                excuses.add(Excuse.of(word).orElseThrow(() -> new IllegalArgumentException("DontBlameSendmail does not know \""
                        + word + "\"; the nearest word is " + Excuse.nearest(word).word())));
            }
        }
        return new FileSafety(excuses);
    }

    public boolean has(Excuse excuse) {
        return excuses.contains(excuse);
    }

    /**
     * What is to be said of the file that is there now. To read what was judged use {@link #open}.
     *
     * @param who whose file it may be
     * @throws IOException if that cannot be said, because the file is not there, say
     */
    public Judgement judge(SteeringFile role, Path file, Trusted who) throws IOException {
        return judge(role, FilePath.of(file), who);
    }

    /**
     * Why others than {@code who} and root could put names into a folder, or another folder in its place; empty if nobody else
     * could. No sticky bit helps the folder itself, and nothing is excused.
     *
     * @throws IOException as in {@link #judge}
     */
    public static Optional<String> objectionToFolder(Path folder, Trusted who) throws IOException {
        return new Inspection(STRICT, SteeringFile.MAP, FilePath.of(folder), who).ofFolder();
    }

    /**
     * Returns if there is no objection to the file.
     *
     * @throws UnsafeFileException if there is one
     * @throws IOException         as in {@link #judge}
     */
    public void require(SteeringFile role, Path file, Trusted who) throws IOException {
        Optional<String> objection = judge(role, file, who).objection();
        if (objection.isPresent()) {
            throw new UnsafeFileException(file.toString(), objection.get());
        }
    }

    Judgement judge(SteeringFile role, FilePath path, Trusted who) {
        return new Inspection(this, role, path, who).judgement();
    }

    /**
     * Opens a file for reading and judges what was opened, so that nobody can exchange it in between: see {@link SafeFile}.
     *
     * @throws IOException if it cannot be opened; a file with an objection is not opened, which is no error
     */
    public SafeFile open(SteeringFile role, Path file, Trusted who) throws IOException {
        return SafeFile.open(this, role, file, who);
    }
}
