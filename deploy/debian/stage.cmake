# Run by cpack between installing into a scratch folder and packing that: what a Debian package has and
# `cmake --install` has not.
set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY})
set(doc ${root}${CPACK_TRACUU_DOCDIR})
set(mode PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)

set(files ${CPACK_TRACUU_DEBIAN}/copyright)
if(CPACK_TRACUU_MANDIR) # the programs, which it is about
  list(APPEND files ${CPACK_TRACUU_DEBIAN}/README.Debian)
endif()
file(COPY ${files} DESTINATION ${doc} FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
configure_file(${CPACK_TRACUU_DEBIAN}/changelog ${doc}/changelog.Debian COPYONLY)
set(pages)
if(CPACK_TRACUU_MANDIR)
  file(GLOB_RECURSE pages ${root}${CPACK_TRACUU_MANDIR}/*.[1-9])
  if(NOT pages)
    message(FATAL_ERROR "no manual pages below ${root}${CPACK_TRACUU_MANDIR}")
  endif()
endif()
set(compressed ${pages} ${doc}/changelog.Debian)
# Without name and time, so that the same sources make the same package.
execute_process(COMMAND gzip -9nf ${compressed} COMMAND_ERROR_IS_FATAL ANY)
list(TRANSFORM compressed APPEND .gz)
file(CHMOD ${compressed} ${mode})
# Folders that all may enter, whatever the umask of who makes the package.
file(CHMOD_RECURSE ${root} DIRECTORY_PERMISSIONS
     OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
