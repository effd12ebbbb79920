// What Swift needs of the Graphviz library and cannot see, which is fields behind macros, and a
// quick way to a context.

#ifndef GRADSTEP_CGRAPHVIZ_H
#define GRADSTEP_CGRAPHVIZ_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE // for `dladdr`
#endif

#include <dlfcn.h>
#include <graphviz/graphviz_version.h>
#include <graphviz/gvc.h>
#include <stdio.h>
#include <string.h>

// The middle of a node.
static inline pointf nodeCenter(Agnode_t *node) { return ND_coord(node); }

// The way of an edge; null where the layout left it out.
static inline splines *_Nullable edgeSplines(Agedge_t *edge) { return ED_spl(edge); }

// The rectangle of a graph or cluster.
static inline boxf graphBounds(Agraph_t *graph) { return GD_bb(graph); }

// A context that can lay out with `dot` and nothing else; null where the plugin is not where it is
// in Debian, beside the library. It takes a thirtieth of the time of `gvContext`, which loads the
// fonts' library as well, and needs no configuration file.
static inline GVC_t *_Nullable contextForLayoutOnly(void) {
  static lt_symlist_t builtins[2]; // ends with an empty one; the context keeps the address
  Dl_info library;
  if (!builtins[0].address && dladdr((const void *)gvContext, &library)) {
    const char *slash = strrchr(library.dli_fname, '/');
    int length = slash ? (int)(slash - library.dli_fname) + 1 : 0;
    char path[4096];
#ifdef GVPLUGIN_VERSION
    snprintf(path, sizeof path, "%.*sgraphviz/libgvplugin_dot_layout.so.%d", length,
             library.dli_fname, GVPLUGIN_VERSION);
#else
    snprintf(path, sizeof path, "%.*sgraphviz/libgvplugin_dot_layout.so", length,
             library.dli_fname);
#endif
    void *plugin = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (plugin) {
      builtins[0].name = "gvplugin_dot_layout_LTX_library";
      builtins[0].address = dlsym(plugin, builtins[0].name);
    }
  }
  return builtins[0].address ? gvContextPlugins(builtins, 0) : NULL;
}

#endif
