-- Ends running jobs with their results.
--
-- Touches   jobs, over, leases, busy, ended, deadlines, running:*, held*, needs:*, feeds:<id>,
--           lines of jobs that go on now, outbox
-- ARGV[2..] three of each job: job id; drone id, a blank and fence; result (JSON)
-- Returns   of each 1 when it is accepted, 0 when the lease is not the drone's any more
return done(2, #ARGV)
