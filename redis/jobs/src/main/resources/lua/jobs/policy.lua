-- Sets how much the queue takes, whom it trusts, and what waiting is worth.
--
-- Touches   queue
-- ARGV[2]   open jobs at most
-- ARGV[3]   of each room
-- ARGV[4]   how long a drone does not get a job again that went wrong there, ms
-- ARGV[5]   how many such jobs quarantine a drone; 0 for any number
-- ARGV[6]   after how much waiting a job rises by a level, ms; 0 for never
-- Returns   1
redis.call('HSET', P .. 'queue', 'most', ARGV[2], 'mostofroom', ARGV[3], 'shun', ARGV[4], 'quarantine', ARGV[5], 'age', ARGV[6])
return 1
