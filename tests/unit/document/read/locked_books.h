/* tests/unit/document/read/locked_books.h - workbooks that are encrypted with the password that
 * Excel takes when the user gave none, in base64. Made by a program apart from the reader, after
 * the description of the format: a sheet called "Quy ba" with a cell "Bảng kê máy bơm", which the
 * second has forty times, over more than a block. */
#ifndef TC_TESTS_LOCKED_BOOKS_H
#define TC_TESTS_LOCKED_BOOKS_H

#define TC_LOCKED_XOR                                                                              \
    "CQgQAAAGBQAAAAAAAAAAAAAAAAAvAAYAAABZswqaQgACAAhjhQAOAGcAAACWYFhuvqqob9bO/AApAMIe4wVC"         \
    "HmmWgZhO3ATzqFfi8uMBYnNpy2CcbjkEu2u14hrjSWIqSTtgCgAAAAkIEAAABhAAAAAAAAAAAAAAAAAA/QAK"         \
    "AGmWYJiPlASHa5oKAAAA"

#define TC_LOCKED_MD5                                                                              \
    "CQgQAAAGBQAAAAAAAAAAAAAAAAAvADYAAQABAAEAAAECAwQFBgcICQoLDA0OD1erHFeCMFwgqpLlczsmWrFj"         \
    "Fz1xnH9BXNe2NbGns7lkQgACAKELhQAOAHcFAACSH3KPwxUhJFGo/AAJBThgTzfs+bzRQSX7UTiG17pmcDUI"         \
    "3POy9GrdiAYY1QS5gKAicfnQCghVI1SfrjFek2ahTydxNsj4Z51v2BJWzs5nACPxUNL6FMX4+UKqxU8f/4cB"         \
    "7xvYy7jVn7sPFmWZzhtQdLzyM6xyEQ3GEJcfX4kvC3wETedvX0lANA+chUBWCryYCLplnqDG2tgYyvcfVjvI"         \
    "B4B5YHFaezvM5ZHEf7AglCzUZ3kfrIYVwfXxe7FSylueg/tygwSqtFP9jFKumOnT0jgGbzhGASRK2SvbH9Jr"         \
    "qoeb4md3FMAdpJlalaniIykjGNFXnFMpcucboceQLutfJitwa60fjMg8SSPJCVvWILTvflr45NgVgKJABpSO"         \
    "ZSTrArUoryxmVPOuzGrIAzdpFd0Y++jjIffgdsD3/YF+ZbajFhVLq4vf9Noqw4SgKKU3h+yOLAqJwrr6mzdI"         \
    "BbvLrH7Ly245jqfbh+mG862gwd+BIUu0p7R1MsNp5lGV9jWw3vbhRnf+DNVx4hxiUyuUDErx94ODaQ70WIv4"         \
    "Yfaz8ll+7VL3F2Inf+KbebG/xE6H3RgK8zOLCicrOkxth+/MMzEom/nz4Wwl1ufKeSiIo1nmd+DX/AMFTpWE"         \
    "ne7378o9J9dbJOr8wKrSE/cmHsaJ5Pw/RpRmRLlbT3u0ZmkK98iMe4aC3MneaSofOhbdXW5MS+I5BWDVd7iL"         \
    "ci+/PbE0C0Vh5XtoVU/CEtKFLJM2BKkoTeKI9jnVRF3PX8DsmZMTDiGN7SZyKY11ticMv6bACqB20cInzfSu"         \
    "tJZLZeA9oPfsdYa/kD4AKG0ZBFjmdQIouoeBn5S05tAhetI0/pEDDAx7vb/wrQGnt0LXbuH8Qc/2e8f4ETRr"         \
    "egTz2AnRBq1s/MG+tFr1YwRx0k5xkh/Y5/Umj5ALIM/mppqaMjr30LKs9SnvhlauYmO6uvPUJBfBQ+1SNOTm"         \
    "9htbDsjjtIBUnDbMTOxqdOowc87YLLSz/11AJ6ltS/9Ufn14OoOvAvaJw5zxa8/hG6bX9WXB10O7FkKXCn9L"         \
    "44em0XVPps+Zwm7D2QhzXiK0lv7QvqqoVZQ3H7nzqIwZ/BFxNHuBFsNNIwWfqp/eZKG687uWyOGJM2NM7wHB"         \
    "Rtw9HnaNfrlgud5qnMu4n3yBXYZd1f/+0J6zuOQ014Tyr5H4YYKkQfZCic5MJZF2YJuGrY8ubFoddNKd1nLD"         \
    "5G9YPBqdb806iDghQlp3eQSXQk3Y2FSpvO485J92AB8x9f7ty72xuwinZSF2XZ38pqLolDfKribEDblGE3lB"         \
    "geE8B6lwce4c72M9uFitJqBhhSbcCvxBPgKo7/50/eojCe2x+w1m42kC2QIJtx4n9PWheygxBF2sAcrV0B9i"         \
    "nEU5oQUJ9w9uBnDTiyn2rTdUzYHEHsNFOByxEBoicqM43emApqih9rIlbtngmCi99D55nyd4pB2HTPS5BzI3"         \
    "WNBfzXHGw/74xhFZuU8XvtDDyTYn3J/SxwQpqDYxy3kCeSCr8z9r5O9WAzpm1GUs0tlD1+cIuYXkGMWmEFMP"         \
    "rGQTfPI/MqRF9ViWqh7MN5sYvV59B5aUpb+rupsWFJSTa/mbob3Sp36sYp+xSw+hqdQvSjFIKTIqlfnVMiOg"         \
    "i8zNYZ2Xf8ygGrs5Qm27W6e4QvKaEmlmdpyQtQjV6RQSEiai9uXWRtYysMCW8iIMXzM2j9BOXvKcbHD2Kqd+"         \
    "mOFUWS859HUFCgAAAAkIEAAABhAAAAAAAAAAAAAAAAAA/QAKAAtC1DyGqmR8UlsKAAAA"

#define TC_LOCKED_SHA1_128                                                                         \
    "CQgQAAAGBQAAAAAAAAAAAAAAAAAvAGwAAQACAAIABAAAACIAAAAEAAAAAAAAAAFoAAAEgAAAgAAAAAEAAAAA"         \
    "AAAAAAAAAAAAEAAAAAABAgMEBQYHCAkKCwwNDg/2cvDHh06Ogz19O5uRoSsrFAAAAL34iD8eboprfmhLZhsW"         \
    "4xVZNESrQgACAMDjhQAOAM0AAABSr6AoUpuVxffK/AApAK9W2Jsl/Wd+kFO5QVVASHq9214Q62MK9/SllGt2"         \
    "bseMCbW0AzE+ZUJmCgAAAAkIEAAABhAAAAAAAAAAAAAAAAAA/QAKANsxPjJ5pMUMDswKAAAA"

#define TC_LOCKED_SHA1_40                                                                          \
    "CQgQAAAGBQAAAAAAAAAAAAAAAAAvAGwAAQACAAIABAAAACIAAAAEAAAAAAAAAAFoAAAEgAAAKAAAAAEAAAAA"         \
    "AAAAAAAAAAAAEAAAAAABAgMEBQYHCAkKCwwNDg+eJCDdSusP1s0rjG0ys6SVFAAAABy5T+KgMgxQ74BLXNwS"         \
    "LTYkyUXrQgACAHDVhQAOAM0AAACCz13nrFcXvHjl/AApAP9pR0yKlt/BJVUPgDRWTPsT0G/3qGEpg+p/zVYK"         \
    "EXZABqjOwkwezkAUCgAAAAkIEAAABhAAAAAAAAAAAAAAAAAA/QAKAFNFNCahctoZnBwKAAAA"

#endif
