/**
 * The default queue store: two files a job, {@code data/ID} with the body as it was collected and {@code control/ID} with
 * everything else in readable lines ({@link org.fingerpost.queue.file.ControlWriter} has the format). While it is written a
 * control file has the name {@code control/ID.N.tmp}.
 *
 * <h2>What a job can look like on disk</h2>
 *
 * <p>Each step of a change moves a job one row on; an arrow tells to which. Power may be cut after any of them, and whatever was
 * not flushed may then be lost. {@code data} and {@code control} in the second column are the files of one id.
 *
 * <pre>
 * state       files                     came about by              next step                                  recovery
 * ----------  ------------------------  -------------------------  -----------------------------------------  ------------------
 * collecting  data                      create, write              commit: write control.tmp → composed;      removes data
 *                                                                  close: remove data → none
 * composed    data, control.tmp         commit                     flush control.tmp and data → settled    removes both
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
 *             data absent or of                                                                               why
 *             another size
 * unread      as queued, but the        no descriptors, no         -                                          leaves both, logs
 *             system cannot read it     permission, a bad sector                                              why
 * </pre>
 *
 * <p>Hence the two rules that everything depends on: a control file appears only after its body is stable, and a body goes only
 * after the absence of its control file is stable. A body without control file was never acknowledged, or was removed.
 *
 * <h2>Flushes</h2>
 *
 * <p>A commit costs two flushes of files (body, control file) and its share of two flushes of folders; an update one flush of a
 * file and a share of one; a removal a share of one. The share is one divided by the number of changes in the group. So a message
 * that is delivered at the first attempt costs two flushes of files and its share of three of folders.
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
 * <li>The common pool: parses control files while the caller of {@code recover} waits; the jobs are given on the caller's thread.
 * <li>{@code queue.file-done-N}: complete the stages, so that an action that depends on one never holds up the flush thread.
 * </ul>
 *
 * <p>At most {@value org.fingerpost.queue.file.Backlog#MAX_CHANGES} changes are under way, counted until their stages have been
 * completed; further ones fail at once.
 *
 * <h2>Failures</h2>
 *
 * <p>A change that fails leaves the others of its group alone, and leaves the old state of its job. A failed flush is different:
 * the kernel may have dropped what it could not write and will not say so again, so it is never retried. The store then takes no
 * message and no update until the component is started anew, which locks, checks and sweeps the spool again. Removals still are
 * tried, for each that succeeds saves somebody a duplicate. If it was the flush of the folder control/ that failed, new jobs of
 * that group are unlinked again; of its updates and removals a power cut decides whether the old or the new state is found.
 */
package org.fingerpost.queue.file;
