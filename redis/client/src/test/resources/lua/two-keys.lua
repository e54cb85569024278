-- Sets KEYS[1] and KEYS[2] and returns 2.
redis.call('SET', KEYS[1], 'a')
redis.call('SET', KEYS[2], 'b')
return 2
