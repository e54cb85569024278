-- Sets how much the queue takes, and whom it trusts.
--
-- Touches   queue
-- ARGV[2]   open jobs at most
-- ARGV[3]   of each room
-- ARGV[4]   how long a drone does not get a job again that went wrong there, ms
-- ARGV[5]   how many such jobs quarantine a drone; 0 for any number
-- Returns   1
redis.call('HSET', P .. 'queue', 'most', ARGV[2], 'mostofroom', ARGV[3], 'shun', ARGV[4], 'quarantine', ARGV[5])
return 1
