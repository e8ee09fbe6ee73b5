/**
 * The default queue store. A new job goes into the journal: {@code journal/NUMBER}, files to which records are only ever added,
 * so that one flush serves all who wait ({@link org.fingerpost.queue.file.JournalRecord} has the format). One that is delivered
 * at once leaves nothing else. One that waits gets two files: {@code data/ID} with the body as it was collected and
 * {@code control/ID} with everything else in readable lines ({@link org.fingerpost.queue.file.ControlWriter} has the format); so
 * does, from the beginning, one whose body is large. While it is written a control file has the name {@code control/ID.N.tmp}.
 *
 * <h2>What a job can look like on disk</h2>
 *
 * <p>Each step of a change moves a job one row on; an arrow tells to which. Power may be cut after any of them, and whatever was
 * not flushed may then be lost. {@code data} and {@code control} in the second column are the files of one id, {@code journal} is
 * a record.
 *
 * <pre>
 * state       on disk                   came about by              next step                                  recovery
 * ----------  ------------------------  -------------------------  -----------------------------------------  ------------------
 *                                       a small job:
 * buffered    -                         create, write              commit: add a record → added; larger than  nothing there
 *                                                                  may be: → collecting; close → none
 * added       journal, perhaps torn     commit                     flush the segment → journaled              whole: gives the
 *                                                                                                             job; torn: sets the
 *                                                                                                             octets aside
 * journaled   journal                   group: segment flushed;    update: add a record, flush → journaled;   gives the job
 *                                       here commit completes      remove: add a record, flush → forgotten;
 *                                                                  move → moving
 * moving      journal, and one of the   it is older than           as a large job, up to queued; then add a   removes the files,
 *             rows from collecting to   journal.age, or the        record, flush → queued                     gives the job from
 *             queued                    journal is too large                                                  the journal
 * forgotten   journal, that it is gone  remove                     remove the first segments that no job      removes such
 *                                                                  needs → none                               segments
 *                                       a large job, or one that
 *                                       has been moved:
 * collecting  data                      create, write              commit: write control.tmp → composed;      removes data
 *                                                                  close: remove data → none
 * composed    data, control.tmp         commit                     flush control.tmp and data → settled       removes both
 * settled     data, control.tmp,        group: files flushed       flush folder data/, then rename            removes both
 *             contents flushed                                     control.tmp to control → named
 * named       data, control             group: renamed             flush folder control/ → queued             gives the job
 * queued      data, control             group: folder flushed;     update → rewriting;                        gives the job
 *                                       here commit completes      remove → removing
 * rewriting   data, control (old),      update                     flush control.tmp, rename it to control,   removes the tmp,
 *             control.tmp                                          flush folder control/ → queued             gives the old job
 * removing    data                      remove: control unlinked   flush folder control/, then unlink data    removes data
 *                                                                  → none; here remove completes
 * none        -                         -                          -                                          -
 * damaged     control changed, not      a failing disk, a hand     -                                          moves both to
 *             of its name, or its                                                                             damaged/, logs
 *             data absent or of                                                                               why; copies a
 *             another size; a record                                                                          record there, else
 *             that is none                                                                                    keeps its segment
 * unread      as queued or journaled,   no descriptors, no         -                                          leaves it, logs
 *             but the system cannot     permission, a bad sector                                              why
 *             read it
 * </pre>
 *
 * <p>Hence the rules that everything depends on: a control file appears only after its body is stable, and a body goes only
 * after the absence of its control file is stable; a body without control file was never acknowledged, or was removed. While the
 * journal has a job the journal counts: it forgets a job only when the files are stable, and only then they may change. A segment
 * goes only after all that are older, for what it says of a job is only right after what they say.
 *
 * <h2>Flushes</h2>
 *
 * <p>In the journal a commit, an update and a removal cost their share of one flush: one divided by the number of records that
 * were waiting. Nobody waits for a removal, so it waits a few milliseconds for others. In files a commit costs two flushes of
 * files (body, control file) and its share of two flushes of folders; an update one flush of a file and a share of one; a removal
 * a share of one.
 *
 * <h2>Threads</h2>
 *
 * <ul>
 * <li>The caller's: bodies and temporary control files are written there, with streams that an interrupt cannot close.
 * <li>{@code queue.file-flush}, one: takes all changes that wait as one group and carries it through the table above. Changes of
 * one job keep their order because there is one queue and one such thread. It is never interrupted.
 * <li>{@code queue.file-sync-N}: flush the files of one group side by side; the file system then writes its journal once for
 * several of them (measured on ext4: 8 threads get two to three times as many messages through as one). They belong to the flush
 * thread, which waits for them.
 * <li>{@code queue.file-journal}, one: adds what waits to the journal, flushes it, and removes segments that nobody needs. It is
 * never interrupted. {@code queue.file-journaled-N} complete the stages.
 * <li>{@code queue.file-move}, one: looks every second which jobs are to be moved into files, and hands them to the flush thread.
 * <li>The common pool: parses control files while the caller of {@code Inventory.each} waits; the jobs are given on the caller's
 * thread.
 * <li>{@code queue.file-done-N}: complete the stages, so that an action that depends on one never holds up the flush thread.
 * </ul>
 *
 * <p>At most {@value org.fingerpost.queue.file.Backlog#MAX_CHANGES} changes are under way in files, and as many in
 * the journal, counted until their stages have been completed; further ones fail at once. Messages that are being collected for
 * the journal take at most an eighth of the heap; what has no room there is collected in a file. When the journal is full and its
 * jobs cannot be moved fast enough, new ones go into files at once, and so submitters feel the disk.
 *
 * <h2>Failures</h2>
 *
 * <p>In files, a change that fails leaves the others of its group alone, and leaves the old state of its job. A failed flush is
 * different: the kernel may have dropped what it could not write and will not say so again, so it is never retried. The store
 * then takes no message and no update until the component is started anew, which locks, checks and sweeps the spool again.
 * Removals of files still are tried, for each that succeeds saves somebody a duplicate. If it was the flush of the folder
 * control/ that failed, new jobs of that group are unlinked again; of its updates and removals a power cut decides whether the
 * old or the new state is found.
 *
 * <p>In the journal a group fails as a whole, and what was written of it is cut off again; if even that fails, another segment is
 * begun.
 */
package org.fingerpost.queue.file;
